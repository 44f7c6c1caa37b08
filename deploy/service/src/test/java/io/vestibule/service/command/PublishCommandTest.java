package io.vestibule.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Spectrum;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.CommandRun;
import io.vestibule.service.testing.DrawnPictures;
import io.vestibule.service.testing.SentFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class PublishCommandTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path directory;

    @Test
    void shouldSendTheFilesOfAFolderInTheOrderOfTheirNames() throws IOException {
        // Given
        Path last = DrawnPictures.small(directory.resolve("door"), "b.PNG.png");
        Path first = DrawnPictures.small(directory.resolve("door"), "a.jpg");
        Files.writeString(directory.resolve("door/notes.txt"), "no picture");

        // When
        CommandRun run = publish(
                "--camera", "ordered", "--source", "door", "--fps", "100", "--spectrum", "infrared", "--ringing");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("2 frames").contains("of ordered sent to intercom.frames.v1");
        List<Frame> frames = framesOf("ordered");
        assertThat(frames).extracting(Frame::getSequence).containsExactly(0L, 1L);
        assertThat(frames).extracting(Frame::getEncoding).containsExactly(Encoding.JPEG, Encoding.PNG);
        assertThat(frames)
                .extracting(Frame::getImage)
                .containsExactly(ByteBuffer.wrap(Files.readAllBytes(first)), ByteBuffer.wrap(Files.readAllBytes(last)));
        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame.getSpectrum()).isEqualTo(Spectrum.INFRARED);
            assertThat(frame.getRinging()).isTrue();
            assertThat(frame.getWidth()).isEqualTo(64);
            assertThat(frame.getHeight()).isEqualTo(48);
            assertThat(frame.getEpoch()).isEqualTo(frames.get(0).getEpoch());
        });
        assertThat(frames.get(1).getCapturedAt())
                .isAfterOrEqualTo(frames.get(0).getCapturedAt().plusMillis(9));
    }

    @Test
    void shouldPrintTheSummaryAsJson() throws IOException {
        // Given
        DrawnPictures.small(directory, "one.jpg");

        // When
        CommandRun run = publish("--camera", "script", "--source", "one.jpg", "--json");

        // Then
        JsonNode summary = JsonMapper.builder().build().readTree(run.out());
        assertThat(summary.fieldNames())
                .toIterable()
                .containsExactly("camera", "topic", "epoch", "frames", "bytes", "seconds");
        assertThat(summary.get("frames").asLong()).isEqualTo(1);
        assertThat(summary.get("bytes").asLong()).isEqualTo(Files.size(directory.resolve("one.jpg")));
    }

    @Test
    void shouldRefuseAPictureThatExceedsTheRecordSizeBeforeSendingIt() {
        // Given
        DrawnPictures.noise(directory, "large.png", 1300, 1200);

        // When
        CommandRun run = publish("--camera", "large", "--source", "large.png");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("large.png has ").contains("topic intercom.frames.v1 accepts at most 4,193,280");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(framesOf("large")).isEmpty();
    }

    @Test
    void shouldSendAPictureOfTheMaximumSize() {
        // Given
        Path picture = DrawnPictures.noise(directory, "fits.png", 1180, 1180);

        // When
        CommandRun run = publish("--camera", "fits", "--source", "fits.png");

        // Then
        assertThat(picture).satisfies(file -> assertThat(Files.size(file)).isBetween(4_100_000L, 4_193_280L));
        assertThat(run.err()).isEmpty();
        assertThat(framesOf("fits")).hasSize(1);
    }

    @Test
    void shouldSendTheFramesOfAVideoAsJpegAtTheGivenRate() {
        // Given
        DrawnPictures.video(directory, "visit.mp4", 20);

        // When
        CommandRun all = publish("--camera", "video", "--source", "visit.mp4", "--speed", "0");
        CommandRun some = publish("--camera", "half", "--source", "visit.mp4", "--speed", "0", "--fps", "5");

        // Then
        assertThat(all.err() + some.err()).isEmpty();
        List<Frame> frames = framesOf("video");
        assertThat(frames).hasSize(20).allSatisfy(frame -> {
            assertThat(frame.getEncoding()).isEqualTo(Encoding.JPEG);
            assertThat(frame.getWidth()).isEqualTo(64);
            assertThat(frame.getImage().getShort(0)).isEqualTo((short) 0xFFD8);
        });
        assertThat(framesOf("half")).hasSize(10);
    }

    @Test
    void shouldFailWhenAFileIsNotAVideo() throws IOException {
        // Given
        Files.writeString(directory.resolve("no.mp4"), "no video");

        // When
        CommandRun run = publish("--camera", "video", "--source", "no.mp4");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("cannot open source ").contains("no.mp4");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldRepeatASourceAtItsRateUntilStopped() throws Exception {
        // Given
        DrawnPictures.small(directory, "one.jpg");
        StopSignal stop = StopSignal.manual();
        Thread user = new Thread(() -> {
            while (framesOf("loop").size() < 3) {
                Thread.onSpinWait();
            }
            stop.raise();
        });
        user.start();

        // When
        CommandRun run = CommandRun.of(
                new CommandContext(directory, Map.of(), stop),
                "publish",
                "--bootstrap-servers=" + BROKER.bootstrapServers(),
                "--camera=loop",
                "--source=one.jpg",
                "--fps=20",
                "--loop");

        // Then
        assertThat(run.exitCode()).isZero();
        List<Frame> frames = framesOf("loop");
        assertThat(frames).hasSizeGreaterThanOrEqualTo(3);
        assertThat(frames.get(2).getCapturedAt())
                .isAfterOrEqualTo(frames.get(0).getCapturedAt().plusMillis(90));
        assertThat(frames).extracting(Frame::getSequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldFailWhenTheSourceDoesNotExist() {
        // When
        CommandRun run = publish("--camera", "nothing", "--source", "absent.jpg");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("source absent.jpg is not a readable file");
    }

    @Test
    void shouldFailWhenTheTopicIsMissing() {
        // Given
        DrawnPictures.small(directory, "one.jpg");

        // When
        CommandRun run = publish("--camera", "a", "--source", "one.jpg", "--set", "topics.names.frames=absent");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.TOPICS_MISSING.code());
        assertThat(run.err()).contains("missing topic absent").contains("vestibule topics create");
    }

    private CommandRun publish(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("publish", "-b", BROKER.bootstrapServers()));
        arguments.addAll(List.of(flags));
        return CommandRun.of(directory, arguments.toArray(String[]::new));
    }

    /** The frames of one camera. The topic contains the frames of all tests of this class. */
    private static List<Frame> framesOf(String camera) {
        return SentFrames.of(BROKER, camera);
    }
}
