package io.vestibule.service.command;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Identifier;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.kafka.ClusterException;
import io.vestibule.service.process.StopInterrupt;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.publish.FramePublisher;
import io.vestibule.service.publish.PublishRequest;
import io.vestibule.service.publish.PublishSummary;
import io.vestibule.service.publish.SourceAddress;
import io.vestibule.service.publish.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends pictures to the frames topic. */
@CommandLine.Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends pictures as the frames of one camera: from a file, a folder, a video, a stream or a device.",
            "Image files are sent unchanged, a folder in the order of the names, with numbers by their value. Files that begin"
                    + " with a dot and empty files are skipped. Files that are no pictures are counted and reported."
                    + " Pictures of a video are turned upright and encoded as JPEG.",
            "A stream or device is a live source: it does not end. If it goes away, or is off at the start, it is opened again"
                    + " with pauses of 1 to 30 seconds, until a stop or --give-up-after. Loss and return are reported once."
                    + " The command ends with code 0 only at the end of a recording.",
            "An http address is live, unless its path ends like a file (.mp4, .jpg) or the server gives the length of the video.",
            "Pass an address with a password by --source-file: other users of the host can see the options of a process."
        },
        footerHeading = "%n",
        footer = {
            "A picture that exceeds the maximum record size of the topic is encoded smaller if it is of a video, and left out if"
                    + " it is a file. Both are counted. While the broker is away, a live source keeps its last 32 pictures and drops others,"
                    + " which are counted. After two minutes, the command fails with code 4.",
            "Capture times continue with the monotonic clock. If the clock of the host or of the stream is set, the frames begin"
                    + " another epoch.",
            "Tests use streams of a test server. No camera and no device of a real door was tested.",
            "",
            "JSON keys: camera, topic, epoch, frames, bytes, seconds, reduced, dropped, omitted.",
            "",
            "Examples:",
            "  vestibule publish --camera door-1 --source recordings/monday --fps 5",
            "  vestibule publish --camera door-2 --source-file /etc/vestibule/door-2.address --fps 5",
            "  vestibule publish --camera door-3 --source visit.mp4 --loop --json"
        })
public final class PublishCommand implements Command {
    /** Time after a stop in which the command ends without an interruption. */
    private static final Duration GRACE = Duration.ofMillis(1200);

    private final CommandContext context;

    @Option(
            names = "--camera",
            required = true,
            paramLabel = "ID",
            description = "Camera: 1 to 128 letters, digits, dots, dashes and underscores.")
    private String camera = "";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Picture (JPEG, PNG), folder, video file, URL that FFmpeg can read, or device (/dev/video0).")
    private @Nullable String source;

    @Option(
            names = "--source-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the source. For addresses with a password; give one of the two options.")
    private @Nullable Path sourceFile;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "Frames per second of image files (default: 5); maximum rate of a video (default: all frames).")
    private @Nullable Double framesPerSecond;

    @Option(names = "--loop", description = "Start again at the end of a recording, until stopped.")
    private boolean loop;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Speed relative to real time; 0: as fast as possible. Capture times are the times of sending."
                    + " Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "Longest time without a picture, after which a stream counts as lost. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            description = "Fail when a live source gave no picture for this time. Default: try without limit.")
    private @Nullable Integer giveUpAfter;

    @Option(
            names = "--spectrum",
            paramLabel = "LIGHT",
            defaultValue = "visible",
            description = "Light of the pictures: visible or infrared. Default: ${DEFAULT-VALUE}.")
    private Spectrum spectrum = Spectrum.VISIBLE;

    @Option(names = "--ringing", description = "Mark the frames: the bell was pressed. Such frames are never shed.")
    private boolean ringing;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public PublishCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE, ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        StopInterrupt interrupt = new StopInterrupt(context.stop(), GRACE);
        try {
            return publish();
        } catch (SourceException refused) {
            if (isStopped()) {
                return ExitCode.OK;
            }
            throw new CommandException(ExitCode.FAILED, refused);
        } catch (InterruptedException | ClusterException failed) {
            if (isStopped()) {
                return ExitCode.OK;
            }
            throw failed;
        } finally {
            interrupt.close();
        }
    }

    private ExitCode publish() throws InterruptedException {
        PublishRequest request = request();
        Configuration configuration = options.load(context);
        Topic<String, Frame> frames = configuration.topics().topics().frames();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.requireTopics(List.of(frames));
            FramePublisher publisher =
                    new FramePublisher(cluster, frames, Clock.systemUTC(), System::nanoTime, output::report);
            PublishSummary summary = publisher.publish(request, context.stop());
            output.result(summary, summary.toText());
        }
        return ExitCode.OK;
    }

    /** Whether a failure is the consequence of a stop. */
    private boolean isStopped() {
        return context.stop().isRaised() || StopSignal.isProcessEnding();
    }

    private PublishRequest request() {
        try {
            // Checked before the source, so that a wrong option is reported before a missing file.
            Identifier.require("camera", camera);
            return new PublishRequest(
                    camera,
                    SourceAddress.of(source(), context.directory()),
                    framesPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(framesPerSecond),
                    speed == 0 ? Double.POSITIVE_INFINITY : speed,
                    loop,
                    Duration.ofSeconds(timeout),
                    giveUpAfter == null ? PublishRequest.NEVER : Duration.ofSeconds(giveUpAfter),
                    spectrum,
                    ringing);
        } catch (IllegalArgumentException refused) {
            throw output.usageError(String.valueOf(refused.getMessage()), refused);
        }
    }

    private String source() {
        if (source != null && sourceFile == null) {
            return source;
        }
        if (source != null || sourceFile == null) {
            throw output.usageError("give one of --source and --source-file");
        }
        try (BufferedReader lines = Files.newBufferedReader(context.directory().resolve(sourceFile))) {
            String line = lines.readLine();
            if (line == null || line.isBlank()) {
                throw new CommandException(
                        ExitCode.FAILED, "file " + sourceFile + " is empty; write the source into its first line");
            }
            return line.strip();
        } catch (IOException failure) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot read file " + sourceFile + "; check that it exists and is readable",
                    failure);
        }
    }
}
