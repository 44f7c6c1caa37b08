package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera is silent after ten seconds; checks are a second apart. */
class SilenceDetectorTest {

    private static final Duration SILENT_AFTER = Duration.ofSeconds(10);
    private static final Duration FRAME = Duration.ofMillis(200);

    private long now = 1_000_000;
    private final SilenceDetector detector = new SilenceDetector(SILENT_AFTER, now);

    @Test
    void shouldReturnNoCameraWhenItsLastFrameIsTenSecondsAgo() {
        // Given
        detector.recordFrame("front", FRAME);

        // When
        List<String> silent = check(10);

        // Then
        assertThat(silent).isEmpty();
    }

    @Test
    void shouldReturnACameraOnceWhenNoFrameArrives() {
        // Given
        detector.recordFrame("front", FRAME);

        // When
        List<String> silent = check(72);

        // Then
        assertThat(silent).containsExactly("front");
    }

    @Test
    void shouldReturnACameraAgainWhenAFrameArrivedInBetween() {
        // Given
        detector.recordFrame("front", FRAME);
        check(20);
        detector.recordFrame("front", FRAME);

        // When
        List<String> silent = check(12);

        // Then
        assertThat(silent).containsExactly("front");
    }

    @Test
    void shouldReturnNoCameraWhenFramesArriveNowAndThen() {
        // Given
        List<String> silent = new ArrayList<>();

        // When
        for (int i = 0; i < 20; i++) {
            detector.recordFrame("front", Duration.ofSeconds(9));
            silent.addAll(check(9));
        }

        // Then
        assertThat(silent).isEmpty();
    }

    @Test
    void shouldReturnNoCameraWhenItSendsAFrameAMinute() {
        // Given
        detector.recordFrame("front", Duration.ofMinutes(1));
        List<String> silent = new ArrayList<>();

        // When
        for (int i = 0; i < 20; i++) {
            silent.addAll(check(60));
            detector.recordFrame("front", Duration.ofMinutes(1));
        }

        // Then
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"99, 0", "102, 1"})
    void shouldReturnASlowCameraWhenTenTimesTheUsualTimeHasPassed(int seconds, int silentCameras) {
        // Given
        detector.recordFrame("front", Duration.ofMinutes(1));

        // When
        List<String> silent = check(seconds);

        // Then
        assertThat(silent).hasSize(silentCameras);
    }

    @Test
    void shouldWaitForTheUsualTimeWhenAnOutageIsOver() {
        // Given
        detector.recordFrame("front", FRAME);
        check(3600);
        detector.recordFrame("front", Duration.ofHours(1));
        detector.recordFrame("front", FRAME);

        // When
        List<String> silent = check(12);

        // Then
        assertThat(silent).containsExactly("front");
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "11, 1"})
    void shouldCountFromTheStartWhenACameraIsKnownFromBefore(int seconds, int silentCameras) {
        // Given
        detector.addKnown("front");

        // When
        List<String> silent = check(seconds);

        // Then
        assertThat(silent).hasSize(silentCameras);
    }

    @Test
    void shouldReturnACameraWhenOnlyOthersSend() {
        // Given
        detector.recordFrame("back", FRAME);
        check(1);

        // When
        List<String> silent = checkWhileFrontSends(12, 5);

        // Then
        assertThat(silent).containsExactly("back");
    }

    @ParameterizedTest
    @CsvSource({"45, 0", "55, 1"})
    void shouldWaitLongerWhenThisProcessReadsOnlyOneOfFiveFrames(int seconds, int silentCameras) {
        // Given
        detector.recordFrame("back", FRAME);
        check(1);

        // When
        List<String> silent = checkWhileFrontSends(seconds, 1);

        // Then
        assertThat(silent).hasSize(silentCameras);
    }

    @Test
    void shouldReturnNoCameraWhenThisProcessWasPausedForAMinute() {
        // Given
        detector.recordFrame("front", FRAME);
        check(1);
        now += 60_000;

        // When
        List<String> silent = detector.removeSilent(now);

        // Then
        assertThat(silent).isEmpty();
    }

    @Test
    void shouldReturnNoCameraWhenItReadsFramesAfterAPause() {
        // Given
        detector.recordFrame("front", FRAME);
        check(1);
        now += 60_000;
        detector.removeSilent(now);
        detector.recordFrame("front", Duration.ofMinutes(1));

        // When
        List<String> silent = check(8);

        // Then
        assertThat(silent).isEmpty();
    }

    @Test
    void shouldFollowTheWallClockWhenItReadsAMinuteOfFramesInASecond() {
        // Given
        detector.recordFrame("back", FRAME);
        check(1);
        detector.recordFrame("front", Duration.ofMinutes(1));

        // When
        List<String> silent = check(1);

        // Then
        assertThat(silent).isEmpty();
    }

    /** Checks each second, while frames of another camera are read. */
    private List<String> checkWhileFrontSends(int seconds, int framesPerSecond) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            for (int frame = 0; frame < framesPerSecond; frame++) {
                detector.recordFrame("front", FRAME);
            }
            silent.addAll(check(1));
        }
        return silent;
    }

    private List<String> check(int seconds) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            now += SilenceDetector.checkInterval(SILENT_AFTER).toMillis();
            silent.addAll(detector.removeSilent(now));
        }
        return silent;
    }
}
