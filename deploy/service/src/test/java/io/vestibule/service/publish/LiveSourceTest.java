package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.schemas.Frame;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.CommandRun;
import io.vestibule.service.testing.DrawnPictures;
import io.vestibule.service.testing.SentFrames;
import io.vestibule.service.testing.TestCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code publish} with cameras that close, hang, restart their clock, or refuse. */
@Tag("slow")
@Timeout(60)
class LiveSourceTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final int FRAMES = 40;

    @TempDir
    Path directory;

    private final StopSignal stop = StopSignal.manual();
    private byte[] video = new byte[0];

    @BeforeEach
    void recordVideo() throws IOException {
        video = Files.readAllBytes(DrawnPictures.video(directory, "stream.ts", FRAMES));
    }

    @Test
    void shouldOpenACameraAgainWhenItGoesAway() throws Exception {
        // Given
        try (TestCamera camera =
                new TestCamera(TestCamera.stream(video), TestCamera.stream(video), TestCamera.silence())) {

            // When
            CommandRun run = publishUntil(camera, 3, "returning");

            // Then
            assertThat(run.exitCode()).isZero();
            String source = "source http://" + camera.authority();
            String lost =
                    "returning: reading " + source + " failed: the connection was lost; trying again until it answers";
            List<String> lines = run.err().lines().toList();
            assertThat(lines).hasSize(4);
            assertThat(lines.get(0)).isEqualTo("returning: connected to " + source + ", 64x48");
            assertThat(lines.get(1)).isEqualTo(lost);
            assertThat(lines.get(2)).matches("returning: " + source + " is back after [0-9]+ s");
            assertThat(lines.get(3)).isEqualTo(lost);
            List<Frame> frames = framesOf("returning");
            assertThat(frames.size() + dropped(run)).isEqualTo(2 * FRAMES);
            assertThat(frames).extracting(Frame::getCapturedAt).isSorted();
            assertThat(frames).extracting(Frame::getSequence).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldNotEndWhenAProxyAnswersWithAFileInPlaceOfTheCamera() throws Exception {
        // Given
        try (TestCamera camera =
                new TestCamera(TestCamera.stream(video), TestCamera.file(video), TestCamera.silence())) {

            // When
            CommandRun run = publishUntil(camera, 3, "replaced");

            // Then
            assertThat(run.err()).contains("source http://" + camera.authority() + " answered with a recording");
            assertThat(framesOf("replaced").size() + dropped(run)).isEqualTo(FRAMES);
        }
    }

    @Test
    void shouldTreatSilenceAsALossAndKeepTheTimesOfHeldBackPictures() throws Exception {
        // Given
        try (TestCamera camera = new TestCamera(TestCamera.streamThenSilence(video), TestCamera.silence())) {

            // When
            CommandRun run = publishUntil(camera, 2, "hanging", "--timeout", "2");

            // Then
            assertThat(run.err()).contains("failed: no picture for 2 s; trying again until it answers");
            List<Frame> frames = framesOf("hanging");
            assertThat(frames.size() + dropped(run)).isEqualTo(FRAMES);
            Instant first = frames.get(0).getCapturedAt();
            assertThat(frames.get(frames.size() - 1).getCapturedAt()).isBefore(first.plusSeconds(2));
        }
    }

    @Test
    void shouldContinueInAnotherEpochWhenTheClockOfAStreamIsSetBack() throws Exception {
        // Given
        byte[] twice = new byte[2 * video.length];
        System.arraycopy(video, 0, twice, 0, video.length);
        System.arraycopy(video, 0, twice, video.length, video.length);
        try (TestCamera camera = new TestCamera(TestCamera.stream(twice), TestCamera.silence())) {

            // When
            CommandRun run = publishUntil(camera, 2, "back");

            // Then
            assertThat(run.exitCode()).isZero();
            List<Frame> frames = framesOf("back");
            assertThat(frames.stream().map(Frame::getEpoch).distinct()).hasSize(2);
            assertThat(frames.size() + dropped(run)).isEqualTo(2 * FRAMES);
        }
    }

    @Test
    void shouldStopWithinTwoSecondsWhenTheCameraIsMute() throws Exception {
        // Given
        try (TestCamera camera = new TestCamera(TestCamera.silence())) {
            CompletableFuture<Long> stoppedAt = stopAt(camera, 1);

            // When
            CommandRun run = publish("mute", "http://" + camera.authority() + "/live");

            // Then
            assertThat(run.exitCode()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - stoppedAt.join())).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void shouldStopWhenNothingArrivesOverUdp() throws Exception {
        // Given
        CompletableFuture.runAsync(stop::raise, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

        // When
        CommandRun run = publish("udp", "udp://127.0.0.1:0");

        // Then
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, wrong user or password (401)",
        "403 Forbidden, the user has no permission (403)",
        "404 Not Found, not found (404); check the path"
    })
    void shouldReportWhyACameraDoesNotOpenAndGiveUp(String status, String cause) throws Exception {
        // Given
        try (TestCamera camera = new TestCamera(TestCamera.status(status), TestCamera.status(status))) {

            // When
            CommandRun run = publish(
                    "refusing",
                    "http://door:s3cret@" + camera.authority() + "/live?pwd=s3cret",
                    "--give-up-after",
                    "1");

            // Then
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
            assertThat(run.err())
                    .contains("cannot open source http://" + camera.authority() + ": " + cause)
                    .contains("gave up after 1 s without a picture")
                    .doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://127.0.0.1:1/x, connection refused",
        "http://127.0.0.1:1/x, connection refused",
        "rtsp://camera.invalid/x, host not found"
    })
    void shouldReportWhyNoCameraAnswers(String address, String cause) {
        // When
        CommandRun run = publish("absent", address, "--give-up-after", "1");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains(cause);
    }

    /** Frames that the camera sent faster than the broker took them: a live source is not held back. */
    private static int dropped(CommandRun run) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(run.out())
                    .get("dropped")
                    .asInt();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Publishes until the camera has received this many requests. */
    private CommandRun publishUntil(TestCamera camera, int connection, String name, String... flags) {
        stopAt(camera, connection);
        return publish(name, "http://" + camera.authority() + "/live", flags);
    }

    /** Stops when the camera has received this many requests. Returns the time of the stop on the monotonic clock. */
    private CompletableFuture<Long> stopAt(TestCamera camera, int connection) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                camera.awaitConnection(connection);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            stop.raise();
            return System.nanoTime();
        });
    }

    private CommandRun publish(String camera, String source, String... flags) {
        List<String> arguments = new ArrayList<>(
                List.of("publish", "-b", BROKER.bootstrapServers(), "--json", "--camera", camera, "--source", source));
        arguments.addAll(List.of(flags));
        return CommandRun.of(new CommandContext(directory, Map.of(), stop), arguments.toArray(String[]::new));
    }

    private static List<Frame> framesOf(String camera) {
        return SentFrames.of(BROKER, camera);
    }
}
