package io.vestibule.app.command.lab;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.export.TarExporter;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.lab.export.DatasetExport;
import io.vestibule.lab.export.DatasetExport.Result;
import io.vestibule.lab.export.RecordedSelection;
import io.vestibule.lab.export.TopicDatasetWriter.Request;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes datasets out of topics, or out of others. */
@CommandLine.Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes soft labels with their faces as a dataset: out of the topics, or out of datasets that are there.",
            "What consent does not cover any more stays, and is counted: expired labels, and those of subjects who were erased."
        })
final class DatasetExportCommand implements Command {
    /** What a manifest tells. */
    private static final Set<String> FILTERS = Set.of(
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

    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to be made.")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description =
                    "parquet, which 'train' and 'dataset' read, or tar, for WebDataset. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.PARQUET;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description =
                    "Repeat the export of this manifest: the same records, filters and form, and so the same bytes, or none.")
    private @Nullable Path manifest;

    @Option(
            names = "--from",
            paramLabel = "PARTITION=OFFSET",
            description = "With --from-topic: first offset of a partition of the soft labels' topic. May be repeated."
                    + " Default: all that is there.")
    private Map<Integer, Long> from = new LinkedHashMap<>();

    @Option(
            names = "--to",
            paramLabel = "PARTITION=OFFSET",
            description =
                    "With --from-topic: the offset after the last one. May be repeated. Default: all that is there.")
    private Map<Integer, Long> to = new LinkedHashMap<>();

    @Option(
            names = "--contract",
            paramLabel = "ID",
            description = "With --from-topic: only labels of this embedding contract, where the topic holds several.")
    private @Nullable String contract;

    @Option(names = "--labelled", description = "Only faces of somebody known.")
    private boolean labelled;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            description = "Only this side of the split by identity: training or validation. Default: both.")
    private @Nullable SplitSide side;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the people who are kept for judging, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double validationShare;

    @Option(
            names = "--minimum-size",
            paramLabel = "PIXELS",
            defaultValue = "0",
            description = "Only faces whose box is so large, by its shorter side. Default: ${DEFAULT-VALUE}.")
    private float minimumSize;

    @Option(
            names = "--minimum-sharpness",
            paramLabel = "VARIANCE",
            defaultValue = "0",
            description = "Only faces so sharp: 0 is flat, over 100 is crisp. Default: ${DEFAULT-VALUE}.")
    private float minimumSharpness;

    @Option(
            names = "--per-identity",
            paramLabel = "N",
            description = "At most so many faces of a person, chosen by hash. Default: all.")
    private @Nullable Integer perIdentity;

    @Option(
            names = "--per-camera",
            paramLabel = "N",
            description = "At most so many faces of a camera, chosen by hash. Default: all.")
    private @Nullable Integer perCamera;

    @Option(
            names = "--shard",
            paramLabel = "N",
            defaultValue = "" + TarExporter.SHARD,
            description = "With --format tar: samples in a file. Default: ${DEFAULT-VALUE}, about 45 MB.")
    private int shard;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    /** Whence: one of the two. */
    private static final class Source {
        @Option(
                names = "--from-topic",
                required = true,
                description = "Out of the soft labels' topic, joined with the faces' topic where labels hold no face.")
        private boolean topic;

        @Option(
                names = "--dataset",
                required = true,
                arity = "1..*",
                paramLabel = "DIR",
                description = "Out of these datasets, which must be of one teacher and contract.")
        private List<Path> datasets = new ArrayList<>();
    }

    /** The form that a dataset is written in. */
    enum Format {
        PARQUET,
        TAR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For scripts; the names are part of what the program promises. */
    private record Summary(
            String out,
            String format,
            int samples,
            int labelled,
            int identities,
            Map<String, Integer> leftOut,
            List<DatasetManifest.Offsets> topics,
            String teacher,
            String contract,
            String contentHash) {}

    DatasetExportCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE, ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() {
        refuseMisuse();
        Configuration configuration = options.load(surroundings);
        Optional<DatasetManifest> repeated = Optional.ofNullable(manifest)
                .map(file -> DatasetManifest.of(surroundings.directory().resolve(file)));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        DatasetExport export = new DatasetExport(
                repeated.map(RecordedSelection::of).orElseGet(() -> selection(now)),
                repeated.map(DatasetManifest::form).orElse(format.word()),
                repeated.map(RecordedSelection::shard).orElse(shard),
                repeated,
                (what, all) -> new ProgressLine(spec.commandLine().getErr(), System.console() != null, what, all, 0));
        Path folder = surroundings.directory().resolve(out);
        Result result = source.topic
                ? ofTopic(configuration, export, repeated, now, folder)
                : export.ofDatasets(
                        source.datasets.stream()
                                .map(dataset -> surroundings.directory().resolve(dataset))
                                .toList(),
                        folder);
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(json ? JsonLine.of(summary(result)) : inWords(result));
        writer.flush();
        return ExitCode.OK;
    }

    private Result ofTopic(
            Configuration configuration,
            DatasetExport export,
            Optional<DatasetManifest> repeated,
            Instant now,
            Path folder) {
        Topics topics = configuration.topics().topics();
        Request request = repeated.map(again -> again(again, topics, now))
                .orElseGet(() -> new Request(from, to, true, Optional.ofNullable(contract), now));
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.requireTopics(List.of(topics.softLabels(), topics.faces(), topics.gallery(), topics.centres()));
            return export.ofTopic(cluster, topics, request, folder, surroundings.stop());
        }
    }

    /** The records of an earlier export. Partitions that it had nothing of give nothing now. */
    private static Request again(DatasetManifest manifest, Topics topics, Instant now) {
        Map<Integer, Long> from = new LinkedHashMap<>();
        Map<Integer, Long> to = new LinkedHashMap<>();
        for (DatasetManifest.Offsets offsets : manifest.topics()) {
            if (offsets.topic().equals(topics.softLabels().name())) {
                from.put(offsets.partition(), offsets.from());
                to.put(offsets.partition(), offsets.to());
            }
        }
        if (from.isEmpty()) {
            throw new DatasetException("the manifest tells of no records of "
                    + topics.softLabels().name() + "; name what it was exported from with --dataset");
        }
        Optional<String> contract = manifest.filters().entrySet().stream()
                .filter(filter -> filter.getKey().endsWith(".contract"))
                .map(Map.Entry::getValue)
                .findFirst();
        return new Request(from, to, false, contract, now);
    }

    private Selection selection(Instant now) {
        return new Selection(
                now, minimumSize, minimumSharpness, labelled, side, new Split(validationShare), perIdentity, perCamera);
    }

    private void refuseMisuse() {
        if (!source.topic && !(from.isEmpty() && to.isEmpty() && contract == null)) {
            throw misuse("--from, --to and --contract go with --from-topic");
        }
        if (!(validationShare >= 0 && validationShare <= 1)) {
            throw misuse("--validation-share is 0 to 1, not " + validationShare);
        }
        if (!(minimumSize >= 0) || !(minimumSharpness >= 0)) {
            throw misuse("--minimum-size and --minimum-sharpness are 0 or more");
        }
        if (shard < 1 || perIdentity != null && perIdentity < 1 || perCamera != null && perCamera < 1) {
            throw misuse("--shard, --per-identity and --per-camera are 1 or more");
        }
        if (manifest != null
                && spec.commandLine().getParseResult().matchedOptions().stream()
                        .anyMatch(option -> FILTERS.contains(option.longestName()))) {
            throw misuse("--manifest tells the filters, the form and the records; name none of them beside it");
        }
    }

    private Summary summary(Result result) {
        DatasetManifest of = result.manifest();
        return new Summary(
                out.toString(),
                of.form(),
                of.counts().samples(),
                of.counts().labelled(),
                of.counts().identities(),
                result.leftOut(),
                of.topics(),
                of.teacher().id(),
                of.teacher().contract(),
                of.content());
    }

    private String inWords(Result result) {
        DatasetManifest of = result.manifest();
        StringBuilder text = new StringBuilder();
        line(text, "out", "%s (%s, %s)", out, of.form(), of.content());
        line(
                text,
                "samples",
                "%d, of which %d labelled, of %d people",
                of.counts().samples(),
                of.counts().labelled(),
                of.counts().identities());
        line(
                text,
                "left out",
                "%s",
                result.leftOut().isEmpty()
                        ? "none"
                        : result.leftOut().entrySet().stream()
                                .map(entry ->
                                        entry.getValue() + " " + entry.getKey().replace('_', ' '))
                                .collect(Collectors.joining(", ")));
        line(text, "teacher", "%s", of.teacher().contract());
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-9s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    private ParameterException misuse(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }
}
