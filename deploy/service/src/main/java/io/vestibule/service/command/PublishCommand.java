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
import io.vestibule.service.publish.FramePublisher;
import io.vestibule.service.publish.PublishRequest;
import io.vestibule.service.publish.PublishSummary;
import io.vestibule.service.publish.SourceAddress;
import io.vestibule.service.publish.SourceException;
import java.time.Clock;
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
            "Image files are sent unchanged, a folder in the order of the names. Pictures of a video are encoded as JPEG."
                    + " A picture that exceeds the maximum record size of the topic is refused before it is sent."
        },
        footerHeading = "%n",
        footer = {
            "Tests cover files. Streams and devices are recognised by their names, but were not tested with hardware.",
            "",
            "JSON keys: camera, topic, epoch, frames, bytes, seconds.",
            "",
            "Examples:",
            "  vestibule publish --camera door-1 --source recordings/monday --fps 5",
            "  vestibule publish --camera door-2 --source rtsp://10.0.0.7/stream --fps 5",
            "  vestibule publish --camera door-3 --source visit.mp4 --loop --json"
        })
public final class PublishCommand implements Command {
    private final CommandContext context;

    @Option(
            names = "--camera",
            required = true,
            paramLabel = "ID",
            description = "Camera: 1 to 128 letters, digits, dots, dashes and underscores.")
    private String camera = "";

    @Option(
            names = "--source",
            required = true,
            paramLabel = "SOURCE",
            description = "Picture (JPEG, PNG), folder, video file, URL that FFmpeg can read, or device (/dev/video0).")
    private String source = "";

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "Frames per second of image files (default: 5); maximum rate of a video (default: all frames).")
    private @Nullable Double framesPerSecond;

    @Option(names = "--loop", description = "Start again at the end, until stopped.")
    private boolean loop;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Speed relative to real time; 0: as fast as possible. Capture times are the times of sending."
                    + " Default: ${DEFAULT-VALUE}.")
    private double speed;

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
        try {
            PublishRequest request = request();
            Configuration configuration = options.load(context);
            Topic<String, Frame> frames = configuration.topics().topics().frames();
            try (Cluster cluster = Cluster.connect(configuration.kafka())) {
                cluster.requireTopics(List.of(frames));
                PublishSummary summary =
                        new FramePublisher(cluster, frames, Clock.systemUTC()).publish(request, context.stop());
                output.result(summary, summary.toText());
            }
            return ExitCode.OK;
        } catch (SourceException refused) {
            throw new CommandException(ExitCode.FAILED, refused);
        }
    }

    private PublishRequest request() {
        try {
            // Checked before the source, so that a wrong option is reported before a missing file.
            Identifier.require("camera", camera);
            return new PublishRequest(
                    camera,
                    SourceAddress.of(source, context.directory()),
                    framesPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(framesPerSecond),
                    speed == 0 ? Double.POSITIVE_INFINITY : speed,
                    loop,
                    spectrum,
                    ringing);
        } catch (IllegalArgumentException refused) {
            throw output.usageError(String.valueOf(refused.getMessage()), refused);
        }
    }
}
