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
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(run.err()).isEqualTo("ordered: reading source 2 files, 64x48" + System.lineSeparator());
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
                .containsExactly(
                        "camera", "topic", "epoch", "frames", "bytes", "seconds", "reduced", "dropped", "omitted");
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
        assertThat(run.err())
                .contains("1 of 1 files are larger than the topic accepts (4,193,280 bytes)")
                .contains("large.png with ");
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
        assertThat(run.exitCode()).isZero();
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
        assertThat(all.exitCode() + some.exitCode()).isZero();
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
        assertThat(run.err()).contains("cannot open source ").contains("no.mp4: it is not a video");
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

    @Test
    void shouldFailWhenAFileHasNoVideo() {
        // Given
        DrawnPictures.sound(directory, "sound.mp4");

        // When
        CommandRun run = publish("--camera", "sound", "--source", "sound.mp4");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("sound.mp4: it contains no video");
    }

    @Test
    void shouldLeaveOutAndReportFilesThatAreNoPictures() throws IOException {
        // Given
        Path folder = directory.resolve("mixed");
        DrawnPictures.small(folder, "1.jpg");
        Files.writeString(folder.resolve("2.jpg"), "no picture");
        DrawnPictures.small(folder, "3.jpg");

        // When
        CommandRun run = publish("--camera", "mixed", "--source", "mixed", "--speed", "0");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("1 of 3 files are no pictures; the first is ")
                .contains("2.jpg");
        assertThat(run.out()).contains("2 frames", "1 files left out");
        assertThat(framesOf("mixed")).hasSize(2);
    }

    @Test
    void shouldFailWhenNoFileIsAPicture() throws IOException {
        // Given
        Files.writeString(directory.resolve("broken.jpg"), "no picture");

        // When
        CommandRun run = publish("--camera", "broken", "--source", "broken.jpg");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("gave no picture: 1 of 1 files are no pictures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1000"})
    void shouldSendAllFramesOfJoinedRecordingsInAnEpochEach(String rate) throws IOException {
        // Given
        byte[] recording = Files.readAllBytes(DrawnPictures.video(directory, "one.ts", 30));
        Path joined = directory.resolve("joined.ts");
        Files.write(joined, recording);
        Files.write(joined, recording, StandardOpenOption.APPEND);

        // When
        CommandRun run = publish("--camera", "joined" + rate, "--source", "joined.ts", "--speed", "0", "--fps", rate);

        // Then
        assertThat(run.exitCode()).isZero();
        List<Frame> frames = framesOf("joined" + rate);
        assertThat(frames).hasSize(60);
        assertThat(frames).extracting(Frame::getCapturedAt).isSorted();
        assertThat(frames.stream().map(Frame::getEpoch).distinct()).hasSize(2);
        assertThat(frames.get(30).getSequence()).isZero();
    }

    @Test
    void shouldTurnAVideoUpright() throws IOException {
        // Given
        BufferedImage sideways = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        sideways.createGraphics().fillRect(0, 0, 64, 24);
        DrawnPictures.video(directory, "phone.mp4", 3, sideways, 90);

        // When
        CommandRun run = publish("--camera", "phone", "--source", "phone.mp4", "--speed", "0");

        // Then
        assertThat(run.exitCode()).isZero();
        Frame frame = framesOf("phone").get(0);
        assertThat(frame.getWidth() + "x" + frame.getHeight()).isEqualTo("48x64");
        BufferedImage upright = DrawnPictures.decode(frame.getImage());
        // The upper side of the recording is on the left.
        assertThat(new Color(upright.getRGB(5, 32)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(42, 32)).getRed()).isLessThan(50);
    }

    @Test
    void shouldEncodeFramesSmallerWhenTheTopicAcceptsLess() {
        // Given
        DrawnPictures.video(directory, "noise.mp4", 2, DrawnPictures.noise(640, 480), 0);
        String topic = "small.frames";
        BROKER.createTopic(topic, 100_000);

        // When
        CommandRun run = publish(
                "--camera", "small", "--source", "noise.mp4", "--speed", "0", "--set", "topics.names.frames=" + topic);

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 frames", "2 reduced in size");
        assertThat(run.err().lines().filter(line -> line.contains("encoded smaller")))
                .hasSize(1);
    }

    @Test
    void shouldReadTheSourceFromAFile() throws IOException {
        // Given
        DrawnPictures.small(directory, "one.jpg");
        Files.writeString(directory.resolve("door.address"), "one.jpg\n");

        // When
        CommandRun run = publish("--camera", "filed", "--source-file", "door.address");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(framesOf("filed")).hasSize(1);
    }

    @Test
    void shouldRefuseACommandWithoutASource() {
        // When
        CommandRun run = publish("--camera", "none");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("give one of --source and --source-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://admin:s3cret@127.0.0.1:1/x",
                "rtsp://admin:s3/cret@127.0.0.1:1/x",
                "rtsp://admin:s3@cret@127.0.0.1:1/x",
                "RTSP://admin:s3cret@127.0.0.1:1/x",
                "rtsp:/admin:s3cret@127.0.0.1:1/x",
                "rtsp://127.0.0.1:1/user=admin&password=s3cret",
                "http://127.0.0.1:1/mjpg?usr=admin&pwd=s3cret",
                "http://127.0.0.1:1/s3cret.mp4"
            })
    void shouldNeverShowMoreOfAnAddressThanSchemeHostAndPort(String address) {
        // When
        CommandRun run = publish("--camera", "hidden", "--source", address, "--give-up-after", "1", "--timeout", "1");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).isNotEmpty();
        assertThat(run.out() + run.err()).doesNotContain("s3", "cret", "admin", "/x");
    }

    @Test
    void shouldNotShowASecretOfAWrongArgument() {
        // When
        CommandRun run = publish("--camera", "secret", "rtsp://admin:s3cret@127.0.0.1/x");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).doesNotContain("s3cret", "admin");
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
