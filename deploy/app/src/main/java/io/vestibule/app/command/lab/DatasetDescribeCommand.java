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
import io.vestibule.service.cli.ResultOutput;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the statistics of a dataset. */
@CommandLine.Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the statistics of a dataset: samples, people, the split, quality and similarities.",
            "The output contains no names of people. --html writes a page with charts."
        })
final class DatasetDescribeCommand implements Command {

    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "Folder of the dataset.")
    private Path dataset = Path.of("");

    @Option(names = "--html", paramLabel = "FILE", description = "Also write an HTML page with charts.")
    private @Nullable Path html;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the people for validation, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double validationShare;

    @Mixin
    private ResultOutput output = new ResultOutput();

    /** The JSON result. Its keys are a stable interface. */
    private record Result(
            String dataset, String contentHash, String teacher, String contract, DatasetStatistics description) {}

    DatasetDescribeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED);
    }

    @Override
    public ExitCode run() {
        if (!(validationShare >= 0 && validationShare <= 1)) {
            throw output.usageError("--validation-share must be 0 to 1, not " + validationShare);
        }
        DatasetMixture mixture = DatasetMixture.open(List.of(context.directory().resolve(dataset)));
        DatasetManifest manifest = mixture.datasets().get(0).manifest();
        DatasetStatistics statistics = DatasetStatistics.of(mixture, new Split(validationShare));
        if (html != null) {
            DatasetStatisticsPage.write(
                    manifest, statistics, validationShare, context.directory().resolve(html));
        }
        output.resultReport(result(manifest, statistics), text(manifest, statistics));
        return ExitCode.OK;
    }

    private Result result(DatasetManifest manifest, DatasetStatistics statistics) {
        return new Result(
                dataset.toString(),
                manifest.content(),
                manifest.teacher().id(),
                manifest.teacher().contract(),
                statistics);
    }

    private String text(DatasetManifest manifest, DatasetStatistics statistics) {
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
                statistics.samples(),
                statistics.labelled(),
                counts(statistics.origins()));
        line(
                text,
                "people",
                "%d: %d for training, %d for validation",
                statistics.identities(),
                statistics.trainingIdentities(),
                statistics.validationIdentities());
        if (statistics.onNeitherSide() > 0) {
            line(
                    text,
                    "",
                    "%d unlabelled samples may show a validation person and are on neither side",
                    statistics.onNeitherSide());
        }
        line(text, "light", "%s", counts(statistics.spectra()));
        if (!statistics.cameras().isEmpty()) {
            line(text, "cameras", "%d", statistics.cameras().size());
        }
        if (!manifest.counts().leftOut().isEmpty()) {
            line(text, "left out", "%s", counts(manifest.counts().leftOut()));
        }
        for (Histogram histogram : statistics.histograms()) {
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
