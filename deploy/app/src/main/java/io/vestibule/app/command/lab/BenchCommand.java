package io.vestibule.app.command.lab;

import io.vestibule.lab.bench.Bench;
import io.vestibule.lab.bench.BenchException;
import io.vestibule.lab.bench.BenchReport;
import io.vestibule.lab.bench.BenchSettings;
import io.vestibule.lab.bench.FrameMix;
import io.vestibule.models.ModelException;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.KafkaLogging;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.run.ApplicationException;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures throughput and latency. */
@CommandLine.Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures throughput and latency of the pipeline on this machine, compared with a bare loop of the same models.",
            "Starts a broker, watch and recognise in this process. Plays the same frames to both alternately. Then measures "
                    + "the time from a face to its identity event."
        })
public final class BenchCommand implements Command {
    private static final int MAXIMUM_SECONDS = 600;

    private final CommandContext context;
    private final Duration warmUp;
    private final Duration extraTime;

    @Option(
            names = "--frames",
            paramLabel = "FOLDER",
            description = "Pictures (JPEG, PNG) to play, one sub-folder per camera. Default: composed scenes.")
    private @Nullable Path frames;

    @Option(
            names = "--mix",
            paramLabel = "MIX",
            defaultValue = "day",
            description = "Content of the frames: day (a visitor for a tenth of the time) or faces (always a visitor). "
                    + "For a folder: all pictures, or those with a face. Default: ${DEFAULT-VALUE}.")
    private FrameMix mix = FrameMix.DAY;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Number of parallel bare loops, and of stream threads per topology. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "Measurement time of bare loop, pipeline and latency, each. " + "Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    public BenchCommand(CommandContext context) {
        this(context, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /**
     * @param warmUp time of bare loop and pipeline before the measurement
     * @param extraTime additional time for the latency measurement until there are enough events
     */
    BenchCommand(CommandContext context, Duration warmUp, Duration extraTime) {
        this.context = context;
        this.warmUp = warmUp;
        this.extraTime = extraTime;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        if (!(seconds > 0 && seconds <= MAXIMUM_SECONDS)) {
            throw output.usageError(
                    "--seconds must be greater than 0 and at most " + MAXIMUM_SECONDS + ", not " + seconds);
        }
        if (threads < 1 || threads > BenchSettings.MOST_THREADS) {
            throw output.usageError("--threads must be 1 to " + BenchSettings.MOST_THREADS + ", not " + threads);
        }
        KafkaLogging.silence(context.environment());
        Configuration configuration = options.load(context);
        try {
            PreparedModels prepared =
                    LicensedModels.open(configuration.models(), context).prepared();
            BenchSettings settings = new BenchSettings(
                    configuration,
                    Optional.ofNullable(frames).map(context.directory()::resolve),
                    mix,
                    threads,
                    Duration.ofNanos(Math.round(seconds * 1e9)),
                    warmUp,
                    extraTime);
            BenchReport report = new Bench(settings, prepared, output::report, context.stop()).run();
            output.resultReport(report, String.join(System.lineSeparator(), report.lines()));
            return ExitCode.OK;
        } catch (BenchException | ApplicationException | CancellationException | ModelException failed) {
            throw new CommandException(ExitCode.FAILED, failed);
        }
    }
}
