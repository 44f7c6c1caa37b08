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
import io.vestibule.service.cli.JsonLine;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays pictures into the frames topic. */
@CommandLine.Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends pictures as frames of one camera: from a file, a folder (sorted by name), a video, a stream or a device.",
            "Pictures are sent as they are; a video's are encoded as JPEG. A picture larger than the topic takes is refused."
        })
public final class PublishCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

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
            description = "File, folder, rtsp://... or /dev/video0.")
    private String source = "";

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "Pictures a second (default: 5); of a video, send at most so many (default: all).")
    private @Nullable Double framesPerSecond;

    @Option(names = "--loop", description = "Begin again at the end, until stopped.")
    private boolean loop;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "How many times as fast as in life; 0: as fast as possible. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--spectrum",
            paramLabel = "LIGHT",
            defaultValue = "visible",
            description = "Light in which the pictures were taken: visible or infrared. Default: ${DEFAULT-VALUE}.")
    private Spectrum spectrum = Spectrum.VISIBLE;

    @Option(names = "--ringing", description = "Mark the frames: the bell was pressed, they are looked at first.")
    private boolean ringing;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public PublishCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE, ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        try {
            PublishRequest wish = wish();
            Configuration configuration = options.load(surroundings);
            Topic<String, Frame> frames = configuration.topics().topics().frames();
            try (Cluster cluster = Cluster.connect(configuration.kafka())) {
                cluster.require(List.of(frames));
                PublishSummary published =
                        new FramePublisher(cluster, frames, Clock.systemUTC()).publish(wish, surroundings.stop());
                spec.commandLine().getOut().println(json ? JsonLine.line(published) : published.inWords());
                spec.commandLine().getOut().flush();
            }
            return ExitCode.OK;
        } catch (SourceException refused) {
            throw new CommandException(ExitCode.FAILED, refused.getMessage(), refused);
        }
    }

    private PublishRequest wish() {
        try {
            // Before the source, which may be missing too: a wrong flag is told first.
            Identifier.require("camera", camera);
            return new PublishRequest(
                    camera,
                    SourceAddress.of(source, surroundings.directory()),
                    framesPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(framesPerSecond),
                    speed == 0 ? Double.POSITIVE_INFINITY : speed,
                    loop,
                    spectrum,
                    ringing);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }
}
