package io.vestibule.app.command.lab;

import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.statistics.DatasetStatistics;
import io.vestibule.dataset.statistics.Histogram;
import io.vestibule.lab.export.DatasetStatisticsPage;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in a dataset. */
@CommandLine.Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells what is in a dataset: samples, people, both sides of the split, quality and similarities.",
            "Names no subject. --html draws it."
        })
final class DatasetDescribeCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the dataset.")
    private Path dataset = Path.of("");

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with pictures.")
    private @Nullable Path html;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the people who are kept for judging, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double validationShare;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    /** For scripts; the names are part of what the program promises. */
    private record Result(
            String dataset, String contentHash, String teacher, String contract, DatasetStatistics description) {}

    DatasetDescribeCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED);
    }

    @Override
    public ExitCode run() {
        if (!(validationShare >= 0 && validationShare <= 1)) {
            throw new ParameterException(spec.commandLine(), "--validation-share is 0 to 1, not " + validationShare);
        }
        DatasetMixture mixture =
                DatasetMixture.open(List.of(surroundings.directory().resolve(dataset)));
        DatasetManifest manifest = mixture.datasets().get(0).manifest();
        DatasetStatistics description = DatasetStatistics.of(mixture, new Split(validationShare));
        if (html != null) {
            DatasetStatisticsPage.write(
                    manifest,
                    description,
                    validationShare,
                    surroundings.directory().resolve(html));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? JsonLine.of(new Result(
                                dataset.toString(),
                                manifest.content(),
                                manifest.teacher().id(),
                                manifest.teacher().contract(),
                                description))
                        : inWords(manifest, description));
        out.flush();
        return ExitCode.OK;
    }

    private String inWords(DatasetManifest manifest, DatasetStatistics found) {
        StringBuilder text = new StringBuilder();
        line(text, "dataset", "%s (%s)", dataset, manifest.content());
        line(
                text,
                "teacher",
                "%s (%s)",
                manifest.teacher().name(),
                manifest.teacher().contract());
        line(
                text,
                "samples",
                "%d, of which %d labelled (%s)",
                found.samples(),
                found.labelled(),
                counts(found.origins()));
        line(
                text,
                "people",
                "%d: %d to learn from, %d to be judged by",
                found.identities(),
                found.trainingIdentities(),
                found.validationIdentities());
        if (found.onNeitherSide() > 0) {
            line(
                    text,
                    "",
                    "%d unlabelled samples may show one of the latter, and are on neither side",
                    found.onNeitherSide());
        }
        line(text, "light", "%s", counts(found.spectra()));
        if (!found.cameras().isEmpty()) {
            line(text, "cameras", "%d", found.cameras().size());
        }
        if (!manifest.counts().leftOut().isEmpty()) {
            line(text, "left out", "%s", counts(manifest.counts().leftOut()));
        }
        for (Histogram histogram : found.histograms()) {
            if (histogram.total() > 0) {
                line(text, histogram.of(), "mean %.3g (%s)", histogram.mean(), histogram.unit());
            }
        }
        return text.toString().stripTrailing();
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-39s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}
