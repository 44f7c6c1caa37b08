package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silent after ten seconds; looked for every second. */
class SilenceDetectorTest {

    private static final Duration AFTER = Duration.ofSeconds(10);
    private static final Duration FRAME = Duration.ofMillis(200);

    private long now = 1_000_000;
    private final SilenceDetector silence = new SilenceDetector(AFTER, now);

    @Test
    void shouldTellOnceOfACameraThatIsNotHeardOf() {
        // Given
        silence.heard("front", FRAME);
        check(1);

        // When, then
        assertThat(check(9)).isEmpty();
        assertThat(check(2)).containsExactly("front");
        assertThat(check(60)).isEmpty();
    }

    @Test
    void shouldTellAgainWhenTheCameraWasHeardOfInBetween() {
        silence.heard("front", FRAME);
        check(20);

        silence.heard("front", FRAME);

        assertThat(check(12)).containsExactly("front");
    }

    @Test
    void shouldTellOfNoCameraThatIsHeardOfNowAndThen() {
        for (int i = 0; i < 20; i++) {
            silence.heard("front", Duration.ofSeconds(9));
            assertThat(check(9)).isEmpty();
        }
    }

    @Test
    void shouldNotAlternateForACameraThatSendsAFrameAMinute() {
        // Given a camera whose pace is known
        silence.heard("front", Duration.ofMinutes(1));

        // When, then
        for (int i = 0; i < 20; i++) {
            assertThat(check(60)).isEmpty();
            silence.heard("front", Duration.ofMinutes(1));
        }
        assertThat(check(99)).isEmpty();
        assertThat(check(3)).containsExactly("front");
    }

    @Test
    void shouldNotWaitLongerThanUsualOnceAnOutageIsOver() {
        // Given
        silence.heard("front", FRAME);
        check(3600);
        silence.heard("front", Duration.ofHours(1));

        // When
        silence.heard("front", FRAME);

        // Then
        assertThat(check(12)).containsExactly("front");
    }

    @Test
    void shouldCountFromTheStartForACameraThatIsKnown() {
        silence.expect("front");

        assertThat(check(10)).isEmpty();
        assertThat(check(1)).containsExactly("front");
    }

    @Test
    void shouldTellOfACameraWhileOthersSend() {
        silence.heard("back", FRAME);
        check(1);

        List<String> silent = listen(12, 5, FRAME);

        assertThat(silent).containsExactly("back");
    }

    @Test
    void shouldWaitLongerWhileWeAreLate() {
        // Given a camera that was heard of, and too much to do: we come only to one frame a second of five
        silence.heard("back", FRAME);
        check(1);

        // When, then: what the camera sent in these ten seconds may still be waiting
        assertThat(listen(45, 1, FRAME)).isEmpty();
        assertThat(listen(10, 1, FRAME)).containsExactly("back");
    }

    @Test
    void shouldNotTakeItsOwnPauseForSilence() {
        silence.heard("front", FRAME);
        check(1);

        // When the process stood still for a minute, and looks for silence before it reads what has come
        now += 60_000;

        assertThat(silence.check(now)).isEmpty();
        silence.heard("front", Duration.ofMinutes(1));
        assertThat(check(8)).isEmpty();
    }

    @Test
    void shouldWaitForAsLongAsItDoesWhenItCatchesUp() {
        silence.heard("back", FRAME);
        check(1);

        // When a minute of another camera's time is read in a second
        silence.heard("front", Duration.ofMinutes(1));

        assertThat(check(1)).isEmpty();
    }

    /** Checks each second while another camera's frames are read. */
    private List<String> listen(int seconds, int frames, Duration advance) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            for (int frame = 0; frame < frames; frame++) {
                silence.heard("front", advance);
            }
            silent.addAll(check(1));
        }
        return silent;
    }

    private List<String> check(int seconds) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            now += SilenceDetector.checkEvery(AFTER).toMillis();
            silent.addAll(silence.check(now));
        }
        return silent;
    }
}
