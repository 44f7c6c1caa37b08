package io.vestibule.app.command.lab;

import io.vestibule.lab.label.FeatureSampling;
import io.vestibule.lab.label.LabelException;
import io.vestibule.lab.label.LabelReport;
import io.vestibule.lab.label.LabelRun;
import io.vestibule.lab.label.LabelSettings;
import io.vestibule.lab.label.MainFaceFinder;
import io.vestibule.lab.label.SkipReason;
import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.zoo.PreparedModels;
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
import picocli.CommandLine.Option;

/** Makes a dataset of photographs. */
@CommandLine.Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes the soft label of the main face of each photograph, and writes them as a dataset for training.",
            "The images of a sub-folder are of one person. After an interruption, the same command continues."
        })
public final class LabelCommand implements Command {

    private final CommandContext context;

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "Folders with JPEG and PNG files. The name of a sub-folder is the identity of its images."
                    + " Images directly in a folder have no identity. Sub-folders with one name are one person.")
    private List<Path> images = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DATASET",
            description = "Folder of the dataset; created if missing. Skipped images are listed in its left-out.txt.")
    private Path out = Path.of("");

    @Option(
            names = "--teacher",
            paramLabel = "NAME",
            defaultValue = "mobilefacenet",
            description = "An embedder of 'models list', or 'teacher' for the ensemble. A student can be trained on"
                    + " datasets of one teacher only. Default: ${DEFAULT-VALUE}.")
    private String teacher = "";

    @Option(
            names = "--features",
            paramLabel = "LAYER",
            description = "Also keep feature maps of this layer as half floats: rfb-stem, the detector's stem.")
    private @Nullable String features;

    @Option(
            names = "--features-share",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description =
                    "Share of the faces whose feature map is kept, above 0 and up to 1; selected by hash. A map has"
                            + " about 150 KB. Default: ${DEFAULT-VALUE}.")
    private double featuresShare;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that analyse photographs, 1 to 256. The dataset does not depend on the number."
                    + " Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    /** The JSON result. Its keys are a stable interface. */
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

    public LabelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING);
    }

    @Override
    public ExitCode run() {
        Configuration configuration = options.load(context);
        if (threads < 1 || threads > 256) {
            throw output.usageError("--threads must be 1 to 256, not " + threads);
        }
        Optional<FeatureSampling> sampling = sampling();
        PreparedModels models =
                LicensedModels.open(configuration.models(), context).prepared();
        try (Vision vision = Vision.open(models, configuration.detection(), StageListener.NONE)) {
            NamedTeacher named = NamedTeacher.of(teacher, models, vision)
                    .orElseThrow(() -> output.usageError("there is no teacher \"" + teacher + "\"; choose one of "
                            + String.join(", ", NamedTeacher.names(vision))));
            LabelSettings settings =
                    new LabelSettings(named, configuration.teach(), configuration.detection(), sampling, threads);
            LabelReport report = label(vision, settings);
            output.resultReport(result(report), text(report));
            return ExitCode.OK;
        } catch (LabelException failure) {
            throw new CommandException(ExitCode.FAILED, failure);
        }
    }

    private LabelReport label(Vision vision, LabelSettings settings) {
        LabelRun run = new LabelRun(new MainFaceFinder(vision), settings, context.stop(), output.err());
        return run.label(
                images.stream()
                        .map(folder -> context.directory().resolve(folder))
                        .toList(),
                context.directory().resolve(out).toAbsolutePath().normalize());
    }

    private Optional<FeatureSampling> sampling() {
        if (features == null) {
            return Optional.empty();
        }
        if (!features.equals(FeatureSampling.LAYER)) {
            throw output.usageError("--features must be " + FeatureSampling.LAYER + ", not \"" + features + "\"");
        }
        if (!(featuresShare > 0 && featuresShare <= 1)) {
            throw output.usageError("--features-share must be above 0 and up to 1, not " + featuresShare);
        }
        return Optional.of(new FeatureSampling(featuresShare));
    }

    private Result result(LabelReport report) {
        Map<String, Integer> skipped = new LinkedHashMap<>();
        report.skipped().forEach((reason, count) -> skipped.put(key(reason), count));
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

    private static String key(SkipReason reason) {
        return switch (reason) {
            case UNREADABLE -> "unreadable";
            case NO_FACE -> "noFace";
            case POOR -> "poor";
            case DUPLICATE -> "duplicate";
        };
    }

    private String text(LabelReport report) {
        StringBuilder text = new StringBuilder();
        line(text, "dataset", "%s (%s)", out, report.contentHash());
        line(text, "images", "%d", report.photographs());
        line(text, "samples", "%d, of %d people", report.labelled(), report.identities());
        line(text, "left out", "%s", skipped(report));
        line(text, "teacher", "%s (%s)", teacher, report.contract());
        line(text, "time", "%.1f s, %.1f images/s", report.seconds(), report.perSecond());
        return text.toString().stripTrailing();
    }

    private String skipped(LabelReport report) {
        int skipped =
                report.skipped().values().stream().mapToInt(Integer::intValue).sum();
        return String.format(
                Locale.ROOT,
                "%d: %d unreadable, %d without a face, %d of poor quality, %d duplicates%s",
                skipped,
                report.skipped().get(SkipReason.UNREADABLE),
                report.skipped().get(SkipReason.NO_FACE),
                report.skipped().get(SkipReason.POOR),
                report.skipped().get(SkipReason.DUPLICATE),
                skipped == 0 ? "" : "; see " + out.resolve(LabelRun.SKIPPED_LIST));
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-9s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}
