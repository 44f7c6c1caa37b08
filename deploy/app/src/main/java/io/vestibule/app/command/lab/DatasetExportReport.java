package io.vestibule.app.command.lab;

import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.Counts;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.lab.export.DatasetExport.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The output of {@link DatasetExportCommand}. */
record DatasetExportReport(Path out, Result result) {

    /** The JSON result. Its keys are a stable interface. */
    record Summary(
            String out,
            String format,
            int samples,
            int labelled,
            int identities,
            Map<String, Integer> leftOut,
            List<OffsetRange> topics,
            String teacher,
            String contract,
            String contentHash) {}

    /** The result for scripts. */
    Summary summary() {
        DatasetManifest manifest = result.manifest();
        Counts counts = manifest.counts();
        return new Summary(
                out.toString(),
                manifest.form(),
                counts.samples(),
                counts.labelled(),
                counts.identities(),
                result.leftOut(),
                manifest.topics(),
                manifest.teacher().id(),
                manifest.teacher().contract(),
                manifest.content());
    }

    String text() {
        DatasetManifest manifest = result.manifest();
        Counts counts = manifest.counts();
        StringBuilder text = new StringBuilder();
        line(text, "out", "%s (%s, %s)", out, manifest.form(), manifest.content());
        line(
                text,
                "samples",
                "%d, of which %d labelled, of %d people",
                counts.samples(),
                counts.labelled(),
                counts.identities());
        line(text, "left out", "%s", result.leftOut().isEmpty() ? "none" : leftOut());
        line(text, "teacher", "%s", manifest.teacher().contract());
        return text.toString().stripTrailing();
    }

    private String leftOut() {
        return result.leftOut().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-9s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}
