package io.vestibule.app.command.lab;

import io.vestibule.degradation.clip.DegradationKind;
import io.vestibule.lab.evaluation.watch.WatchEvaluation;
import io.vestibule.lab.evaluation.watch.WatchEvaluation.Options;
import io.vestibule.lab.evaluation.watch.baseline.ComparisonStems;
import io.vestibule.lab.evaluation.watch.clip.ClipException;
import io.vestibule.lab.evaluation.watch.filter.MotionFilter;
import io.vestibule.lab.evaluation.watch.report.WatchReport;
import io.vestibule.lab.progress.ConsoleProgress;
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
import io.vestibule.service.publish.SourceException;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the accuracy of the motion filter. */
@CommandLine.Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures motion filters on clips: early exits against missed faces, clean and degraded.",
            "Runs the rules of the product in closed loop. Needs no broker."
        })
final class EvaluateWatchCommand implements Command {
    private static final String ALL = "all";

    private final CommandContext context;

    @Option(
            names = "--source",
            required = true,
            arity = "1..*",
            paramLabel = "SOURCE",
            description =
                    "Video, folder of pictures, or folder with the videos of one camera; visited:SOURCE adds visitors. "
                            + "Or scene:NAME; names: porch, night, poster, hung, switch, hand, parcel.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "NAME",
            defaultValue = "feature",
            description = "feature, pixel, plain-cosine, averaged, cascade, none, or all. Can be repeated. Default: "
                    + "${DEFAULT-VALUE}.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--stem",
            paramLabel = "NAME",
            defaultValue = "rfb-stem",
            description =
                    "Detector stem that computes the features, or all. Can be repeated. Default: ${DEFAULT-VALUE}.")
    private List<String> stems = new ArrayList<>();

    @Option(
            names = "--degrade",
            paramLabel = "NAME",
            defaultValue = "none",
            description = "none, noise, jpeg, flicker, infrared, rain, shadow, shake, poster, or all. Can be repeated. "
                    + "Default: ${DEFAULT-VALUE}.")
    private List<String> degradations = new ArrayList<>();

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Maximum frames per second of a video; frame rate of pictures. Default: ${DEFAULT-VALUE}.")
    private double framesPerSecond;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of degradations and scenes. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Option(names = "--report", paramLabel = "FILE", description = "Write an HTML page with curves and timelines.")
    private @Nullable Path report;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    EvaluateWatchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING);
    }

    @Override
    public ExitCode run() {
        if (!(framesPerSecond > 0)) {
            throw output.usageError("--fps must be greater than 0, not " + framesPerSecond);
        }
        Set<MotionFilter> chosenFilters = chosen("filter", filters, MotionFilter.values());
        Set<DegradationKind> chosenDegradations = chosen("degradation", degradations, DegradationKind.values());
        Configuration configuration = options.load(context);
        Set<String> chosenStems = stems();
        PreparedModels prepared = ComparisonStems.prepare(
                LicensedModels.open(configuration.models(), context), chosenStems, output::report);
        try (Vision vision = Vision.open(prepared, configuration.detection(), StageListener.NONE)) {
            Options chosen = new Options(chosenFilters, chosenStems, chosenDegradations, framesPerSecond, seed);
            WatchReport measured = new WatchEvaluation(
                            prepared,
                            vision,
                            configuration.watch().scene(),
                            chosen,
                            new ConsoleProgress(output.err(), context.stop()))
                    .run(sources, context.directory());
            if (report != null) {
                measured.write(context.directory().resolve(report));
            }
            measured.skipped().forEach(skipped -> output.report("skipped: " + skipped));
            output.resultReport(measured.summary(), measured.text());
            return ExitCode.OK;
        } catch (ClipException | SourceException unusable) {
            throw new CommandException(ExitCode.FAILED, unusable);
        }
    }

    private Set<String> stems() {
        Set<String> known = ComparisonStems.names();
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : stems) {
            if (!name.equals(ALL) && !known.contains(name)) {
                throw output.usageError(
                        "unknown stem '" + name + "'; known stems: " + String.join(", ", known) + ", all");
            }
            chosen.addAll(name.equals(ALL) ? known : Set.of(name));
        }
        return chosen;
    }

    private <E extends Enum<E>> Set<E> chosen(String what, List<String> names, E[] known) {
        Set<E> chosen = new LinkedHashSet<>();
        for (String name : names) {
            String wanted = name.toLowerCase(Locale.ROOT);
            List<E> found = Arrays.stream(known)
                    .filter(candidate -> wanted.equals(ALL) || wanted.equals(candidate.toString()))
                    .toList();
            if (found.isEmpty()) {
                throw output.usageError("unknown " + what + " '" + name + "'; known names: "
                        + Arrays.stream(known).map(Enum::toString).collect(Collectors.joining(", ")) + ", all");
            }
            chosen.addAll(found);
        }
        return chosen;
    }
}
