package io.vestibule.app.command.lab;

import io.vestibule.lab.label.FeatureSampling;
import io.vestibule.lab.label.LabelException;
import io.vestibule.lab.label.LabelReport;
import io.vestibule.lab.label.LabelRun;
import io.vestibule.lab.label.LabelSettings;
import io.vestibule.lab.label.MainFaceFinder;
import io.vestibule.lab.label.PhotographLabeller;
import io.vestibule.lab.label.PhotographTeaching;
import io.vestibule.lab.label.SkipReason;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.zoo.PreparedModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a dataset of photographs. */
@CommandLine.Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has the teacher look at photographs, and writes what it says of each one's main face as a dataset to train from.",
            "A sub-folder is a person. What was begun and broken off goes on where it stopped."
        })
public final class LabelCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "Folders with JPEG and PNG files: their own are of nobody known, those of a sub-folder of the"
                    + " person that it is named after. Sub-folders of one name are one person's.")
    private List<Path> images = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DATASET",
            description = "Folder of the dataset; made if missing. Images left out are listed in its left-out.txt.")
    private Path out = Path.of("");

    @Option(
            names = "--teacher",
            paramLabel = "NAME",
            defaultValue = "mobilefacenet",
            description =
                    "Embedder of 'models list', or teacher. A student learns from one. Default: ${DEFAULT-VALUE}.")
    private String teacher = "";

    @Option(
            names = "--features",
            paramLabel = "LAYER",
            description = "Also keeps feature maps, as half floats, of this layer: rfb-stem, the detector's stem.")
    private @Nullable String features;

    @Option(
            names = "--features-share",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Share of the faces of which they are kept, over 0 to 1; drawn by the face's hash, so always"
                    + " the same. A map is some 150 KB. Default: ${DEFAULT-VALUE}.")
    private double featuresShare;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that look at photographs, 1 to 256. The dataset is the same with any number."
                    + " Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--via-kafka",
            description =
                    "Let the teach topology say what the teacher says, through topics of this run's own: on a broker in"
                            + " this process, or on those of --bootstrap-servers. The samples are the same.")
    private boolean viaKafka;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    /** For scripts; the names are part of what the program promises. */
    private record Result(
            String dataset,
            int images,
            int labelled,
            int identities,
            Map<String, Integer> skipped,
            int resumed,
            double seconds,
            double imagesPerSecond,
            String teacher,
            String contract,
            String centres,
            String contentHash) {}

    public LabelCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING, ExitCode.BROKER_UNREACHABLE);
    }

    @Override
    public ExitCode run() {
        Configuration configuration = options.load(surroundings);
        if (options.namesBrokers() && !viaKafka) {
            throw misuse("--bootstrap-servers goes with --via-kafka");
        }
        if (threads < 1 || threads > 256) {
            throw misuse("--threads is 1 to 256, not " + threads);
        }
        Optional<FeatureSampling> sampling = sampling();
        PreparedModels prepared =
                LicensedModels.open(configuration.models(), surroundings).prepared();
        try (Vision vision = Vision.open(prepared, configuration.detection(), StageListener.NONE)) {
            NamedTeacher named = NamedTeacher.of(teacher, prepared, vision)
                    .orElseThrow(() -> misuse("there is no teacher '" + teacher + "', only "
                            + String.join(", ", NamedTeacher.names(vision))));
            Path dataset =
                    surroundings.directory().resolve(out).toAbsolutePath().normalize();
            LabelSettings settings =
                    new LabelSettings(named, configuration.teach(), configuration.detection(), sampling, threads);
            LabelReport report;
            if (viaKafka) {
                try (LabelTopics topics = LabelTopics.make(options, surroundings, teacher)) {
                    report =
                            label(vision, settings, topics.teaching(prepared, vision, surroundings.stop(), this::line));
                }
            } else {
                report = label(vision, settings, new PhotographLabeller());
            }
            PrintWriter writer = spec.commandLine().getOut();
            writer.println(json ? JsonLine.of(result(report)) : inWords(report));
            writer.flush();
            return ExitCode.OK;
        } catch (LabelException unusable) {
            throw new CommandException(ExitCode.FAILED, unusable.getMessage(), unusable);
        }
    }

    private LabelReport label(Vision vision, LabelSettings settings, PhotographTeaching teaching) {
        return new LabelRun(
                        new MainFaceFinder(vision),
                        settings,
                        teaching,
                        surroundings.stop(),
                        spec.commandLine().getErr())
                .label(
                        images.stream()
                                .map(folder -> surroundings.directory().resolve(folder))
                                .toList(),
                        surroundings.directory().resolve(out).toAbsolutePath().normalize());
    }

    private ProgressLine line(String what, long all) {
        return new ProgressLine(spec.commandLine().getErr(), System.console() != null, what, all, 0);
    }

    private Optional<FeatureSampling> sampling() {
        if (features == null) {
            return Optional.empty();
        }
        if (!features.equals(FeatureSampling.LAYER)) {
            throw misuse("feature maps are kept of " + FeatureSampling.LAYER + ", not of '" + features + "'");
        }
        if (!(featuresShare > 0 && featuresShare <= 1)) {
            throw misuse("--features-share is over 0 to 1, not " + featuresShare);
        }
        return Optional.of(new FeatureSampling(featuresShare));
    }

    private Result result(LabelReport report) {
        Map<String, Integer> skipped = new LinkedHashMap<>();
        report.skipped().forEach((reason, count) -> skipped.put(camel(reason), count));
        return new Result(
                out.toString(),
                report.photographs(),
                report.labelled(),
                report.identities(),
                skipped,
                report.resumed(),
                report.seconds(),
                report.perSecond(),
                report.teacher(),
                report.contract(),
                report.centres(),
                report.contentHash());
    }

    private static String camel(SkipReason reason) {
        return switch (reason) {
            case UNREADABLE -> "unreadable";
            case NO_FACE -> "noFace";
            case POOR -> "poor";
            case DUPLICATE -> "duplicate";
        };
    }

    private String inWords(LabelReport report) {
        int skipped =
                report.skipped().values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder();
        line(text, "dataset", "%s (%s)", out, report.contentHash());
        line(text, "images", "%d", report.photographs());
        line(text, "samples", "%d, of %d people", report.labelled(), report.identities());
        line(
                text,
                "left out",
                "%d: %d unreadable, %d without a face, %d too poor, %d duplicates%s",
                skipped,
                report.skipped().get(SkipReason.UNREADABLE),
                report.skipped().get(SkipReason.NO_FACE),
                report.skipped().get(SkipReason.POOR),
                report.skipped().get(SkipReason.DUPLICATE),
                skipped == 0 ? "" : "; see " + out.resolve(LabelRun.LEFT_OUT));
        line(text, "teacher", "%s (%s)", teacher, report.contract());
        line(text, "time", "%.1f s, %.1f images/s", report.seconds(), report.perSecond());
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
