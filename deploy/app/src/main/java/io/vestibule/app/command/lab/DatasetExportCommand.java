package io.vestibule.app.command.lab;

import io.vestibule.dataset.export.TarExporter;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.select.Selection;
import io.vestibule.lab.export.DatasetExport;
import io.vestibule.lab.export.DatasetExport.Result;
import io.vestibule.lab.export.TopicRequest;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports a dataset from topics, or from other datasets. */
@CommandLine.Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Exports soft labels with their faces as a dataset: from the topics, or from other datasets.",
            "Excludes and counts labels without consent: expired labels, and labels of subjects who were erased."
        })
final class DatasetExportCommand implements Command {

    /** The options whose values a manifest contains. */
    private static final Set<String> RECORDED_OPTIONS = Set.of(
            "--format",
            "--from",
            "--to",
            "--contract",
            "--labelled",
            "--side",
            "--validation-share",
            "--minimum-size",
            "--minimum-sharpness",
            "--per-identity",
            "--per-camera",
            "--shard");

    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the export; must not exist, or contain the same interrupted export.")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet, for 'train' and 'dataset', or tar, for WebDataset. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.PARQUET;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Repeat the export of this manifest, with its records, filters and form."
                    + " The result has the same bytes, or the command fails.")
    private @Nullable Path manifest;

    @Option(
            names = "--from",
            paramLabel = "PARTITION=OFFSET",
            description = "With --from-topic: first offset of a partition of the soft labels' topic. Can be repeated."
                    + " Default: the first record.")
    private Map<Integer, Long> from = new LinkedHashMap<>();

    @Option(
            names = "--to",
            paramLabel = "PARTITION=OFFSET",
            description = "With --from-topic: the offset after the last record of a partition. Can be repeated."
                    + " Default: after the last record.")
    private Map<Integer, Long> to = new LinkedHashMap<>();

    @Option(
            names = "--contract",
            paramLabel = "ID",
            description = "With --from-topic: export only labels of this embedding contract."
                    + " Required if the topic contains several.")
    private @Nullable String contract;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--shard",
            paramLabel = "N",
            defaultValue = "" + TarExporter.SHARD_SAMPLES,
            description = "With --format tar: samples in a file. Default: ${DEFAULT-VALUE}, about 45 MB.")
    private int shard;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    /** The source of the samples. */
    private static final class Source {

        @Option(
                names = "--from-topic",
                required = true,
                description =
                        "Export the soft labels' topic. Faces that labels do not contain come from the faces' topic.")
        private boolean topic;

        @Option(
                names = "--dataset",
                required = true,
                arity = "1..*",
                paramLabel = "DIR",
                description = "Export these datasets, which must have one teacher and contract.")
        private List<Path> datasets = new ArrayList<>();
    }

    /** The form of the export. */
    enum Format {
        PARQUET,
        TAR;

        String form() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DatasetExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE, ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() {
        requireValidOptions();
        Configuration configuration = options.load(context);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        DatasetManifest repeated = manifest == null
                ? null
                : DatasetManifest.read(context.directory().resolve(manifest));
        DatasetExport export = export(repeated, now);
        Path folder = context.directory().resolve(out);
        Result result = source.topic
                ? exportTopic(configuration, export, repeated, now, folder)
                : export.ofDatasets(
                        source.datasets.stream()
                                .map(dataset -> context.directory().resolve(dataset))
                                .toList(),
                        folder);
        DatasetExportReport report = new DatasetExportReport(out, result);
        output.resultReport(report.summary(), report.text());
        return ExitCode.OK;
    }

    private DatasetExport export(@Nullable DatasetManifest repeated, Instant now) {
        return repeated == null
                ? new DatasetExport(selection.selection(now), format.form(), shard, null, this::progress)
                : new DatasetExport(
                        Selection.ofFilters(repeated.filters()),
                        repeated.form(),
                        TarExporter.shardSamples(repeated),
                        repeated,
                        this::progress);
    }

    private Result exportTopic(
            Configuration configuration,
            DatasetExport export,
            @Nullable DatasetManifest repeated,
            Instant now,
            Path folder) {
        Topics topics = configuration.topics().topics();
        TopicRequest request = repeated == null
                ? new TopicRequest(from, to, true, contract, now)
                : TopicRequest.ofManifest(repeated, topics.softLabels().name(), now);
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.requireTopics(List.of(topics.softLabels(), topics.faces(), topics.gallery(), topics.centres()));
            return export.ofTopic(cluster, topics, request, folder, context.stop());
        }
    }

    private ProgressLine progress(String unit, long all) {
        return new ProgressLine(output.err(), System.console() != null, unit, all, 0);
    }

    private void requireValidOptions() {
        if (!source.topic && !(from.isEmpty() && to.isEmpty() && contract == null)) {
            throw output.usageError("--from, --to and --contract need --from-topic");
        }
        selection.misuse().ifPresent(complaint -> {
            throw output.usageError(complaint);
        });
        if (shard < 1) {
            throw output.usageError("--shard must be 1 or more, not " + shard);
        }
        if (manifest != null
                && spec.commandLine().getParseResult().matchedOptions().stream()
                        .anyMatch(option -> RECORDED_OPTIONS.contains(option.longestName()))) {
            throw output.usageError(
                    "--manifest contains the filters, the form and the records; omit the options for them");
        }
    }
}
