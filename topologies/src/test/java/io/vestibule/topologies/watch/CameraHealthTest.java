package io.vestibule.topologies.watch;

import static io.vestibule.schemas.CameraState.ACTIVE;
import static io.vestibule.schemas.CameraState.COVERED;
import static io.vestibule.schemas.CameraState.LEARNING;
import static io.vestibule.schemas.CameraState.MOVED;
import static io.vestibule.schemas.CameraState.QUIET;
import static io.vestibule.schemas.CameraState.SILENT;
import static io.vestibule.topologies.watch.scene.SceneUpdate.View.BLIND;
import static io.vestibule.topologies.watch.scene.SceneUpdate.View.DIFFERENT;
import static io.vestibule.topologies.watch.scene.SceneUpdate.View.DISPLACED;
import static io.vestibule.topologies.watch.scene.SceneUpdate.View.SAME;
import static io.vestibule.topologies.watch.scene.SceneUpdate.View.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine of a camera, by itself: evidence in, states out. Five frames a second unless said. */
class CameraHealthTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final WatchSettings SETTINGS = WatchSettings.defaults();

    private Duration frame = Duration.ofMillis(200);
    private Instant now = START;
    private CameraHealth condition = CameraHealth.first(START);

    /** The states that were entered, oldest first. */
    private final List<CameraState> entered = new ArrayList<>(List.of(LEARNING));

    @Test
    void shouldBeLearningUntilTheBackgroundHasBeenKnownForASecond() {
        see(UNKNOWN, 16);
        see(SAME, 4);
        assertThat(condition.state()).isEqualTo(LEARNING);
        assertThat(condition.reason()).isEqualTo(CameraHealth.UNPROVEN);

        see(SAME, 1);
        assertThat(condition.state()).isEqualTo(QUIET);
        assertThat(condition.reason()).isEqualTo(CameraHealth.PROVEN);
        assertThat(condition.since()).isEqualTo(now.minus(frame));
    }

    @Test
    void shouldBeActiveWithTheFirstDifferentFrameAndQuietAfterASecondOfCalm() {
        // Given
        beQuiet();

        // When
        see(DIFFERENT, 1);

        // Then
        assertThat(condition.state()).isEqualTo(ACTIVE);
        assertThat(condition.reason()).isEqualTo(CameraHealth.DIFFERENT);
        see(SAME, 4);
        assertThat(condition.state()).isEqualTo(ACTIVE);
        see(SAME, 1);
        assertThat(condition.state()).isEqualTo(QUIET);
        assertThat(condition.reason()).isEqualTo(CameraHealth.CALM);
    }

    @Test
    void shouldLearnAtOnceWhenTheBackgroundIsNoLongerKnown() {
        beQuiet();

        see(UNKNOWN, 1);

        assertThat(condition.state()).isEqualTo(LEARNING);
    }

    @Test
    void shouldBeActiveAfterLearningWhenSomebodyIsThere() {
        see(UNKNOWN, 10);
        see(DIFFERENT, 10);

        assertThat(entered).containsExactly(LEARNING, ACTIVE);
    }

    // Covered

    @Test
    void shouldBeCoveredAfterFiveSecondsInWhichNothingCouldBeMadeOut() {
        // Given
        beQuiet();

        // When
        see(BLIND, 25);

        // Then it is as with anything that differs
        assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE);
        see(BLIND, 1);
        assertThat(condition.state()).isEqualTo(COVERED);
        assertThat(condition.reason()).isEqualTo(CameraHealth.BLIND);
    }

    @Test
    void shouldNotBeCoveredWhenSomethingCanBeMadeOutInBetween() {
        beQuiet();

        see(BLIND, 20);
        see(DIFFERENT, 1);
        see(BLIND, 20);

        assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE);
    }

    @Test
    void shouldBeCoveredUntilSomethingCouldBeMadeOutForTwoSeconds() {
        // Given
        beQuiet();
        see(BLIND, 30);

        // When
        see(SAME, 9);
        assertThat(condition.state()).isEqualTo(COVERED);
        see(SAME, 1);

        // Then
        assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, QUIET);
    }

    @Test
    void shouldBeActiveAfterTheHandWhenItsOwnerIsStillThere() {
        beQuiet();
        see(BLIND, 30);

        see(DIFFERENT, 15);

        assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, ACTIVE);
    }

    @Test
    void shouldBeCoveredWhileLearningToo() {
        see(UNKNOWN, 5);
        see(BLIND, 60);
        see(UNKNOWN, 15);

        assertThat(entered).containsExactly(LEARNING, COVERED, LEARNING);
    }

    // Moved

    @Test
    void shouldBeMovedForHalfAMinuteAndThenWhatTheEvidenceSays() {
        // Given
        beQuiet();
        see(DIFFERENT, 100);

        // When
        see(DISPLACED, 1);
        assertThat(condition.reason()).isEqualTo(CameraHealth.DISPLACED);
        see(SAME, 149);
        assertThat(condition.state()).isEqualTo(MOVED);
        see(SAME, 1);

        // Then
        assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, MOVED, QUIET);
    }

    @Test
    void shouldBeActiveAfterMovedWhenSomebodyIsThere() {
        beQuiet();
        see(DISPLACED, 1);

        see(DIFFERENT, 160);

        assertThat(entered).containsExactly(LEARNING, QUIET, MOVED, ACTIVE);
    }

    @Test
    void shouldTellOfAMoveOnceWhenTheCameraIsTurnedAgain() {
        beQuiet();
        see(DISPLACED, 1);
        Instant since = condition.since();
        see(DIFFERENT, 100);

        see(DISPLACED, 1);
        see(SAME, 149);

        assertThat(entered).containsExactly(LEARNING, QUIET, MOVED);
        assertThat(condition.since()).isEqualTo(since);
        see(SAME, 1);
        assertThat(condition.state()).isEqualTo(QUIET);
    }

    @Test
    void shouldBeCoveredRatherThanMovedWhenBoth() {
        beQuiet();
        see(DISPLACED, 1);

        see(BLIND, 30);
        see(SAME, 20);

        assertThat(entered).containsExactly(LEARNING, QUIET, MOVED, COVERED, QUIET);
    }

    @Test
    void shouldBeMovedRatherThanCoveredWhenANewViewIsLearnt() {
        beQuiet();
        see(BLIND, 30);

        see(DISPLACED, 1);
        see(SAME, 10);

        assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, MOVED);
    }

    // Silent

    @Test
    void shouldBeSilentSinceTheLastFrameAndUntilTheNext() {
        // Given
        beQuiet();
        Instant last = now.minus(frame);

        // When
        condition = condition.silent(last);

        // Then
        assertThat(condition.state()).isEqualTo(SILENT);
        assertThat(condition.since()).isEqualTo(last);
        assertThat(condition.reason()).isEqualTo(CameraHealth.UNHEARD);
        assertThat(condition.silent(last)).isEqualTo(condition);
        see(SAME, 1);
        assertThat(condition.state()).isEqualTo(QUIET);
        assertThat(condition.reason()).isEqualTo(CameraHealth.HEARD);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, LEARNING", "SAME, QUIET", "DIFFERENT, ACTIVE", "BLIND, ACTIVE", "DISPLACED, MOVED"})
    void shouldBeWhatTheFirstFrameAfterASilenceSays(View view, CameraState state) {
        beQuiet();
        see(DIFFERENT, 1);
        condition = condition.silent(now);
        now = now.plusSeconds(60);

        see(view, 1);

        assertThat(condition.state()).isEqualTo(state);
    }

    @Test
    void shouldNotTakeASilenceForATimeInWhichNothingCouldBeMadeOut() {
        beQuiet();
        see(BLIND, 5);
        condition = condition.silent(now);
        now = now.plusSeconds(60);

        see(BLIND, 25);
        assertThat(condition.state()).isEqualTo(ACTIVE);
        see(BLIND, 1);
        assertThat(condition.state()).isEqualTo(COVERED);
    }

    // Never flapping

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "DIFFERENT, SAME, ACTIVE",
        "UNKNOWN, SAME, LEARNING",
        "UNKNOWN, DIFFERENT, LEARNING",
        "BLIND, SAME, ACTIVE",
        "BLIND, DIFFERENT, ACTIVE",
        "DISPLACED, SAME, MOVED",
        "DISPLACED, BLIND, MOVED",
        "DISPLACED, UNKNOWN, MOVED",
    })
    void shouldStayInOneStateWhenEvidenceAlternates(View one, View other, CameraState state) {
        for (int millis : new int[] {40, 200, 1000, 3000, 9000}) {
            // Given a camera, fast or slow
            begin(Duration.ofMillis(millis));

            // When
            for (int i = 0; i < 200; i++) {
                see(one, 1);
                see(other, 1);
            }

            // Then
            assertThat(entered).as("a frame every %d ms", millis).containsExactly(LEARNING, QUIET, state);
        }
    }

    @Test
    void shouldStayCoveredWhenTheHandLetsThroughASingleFrame() {
        for (int millis : new int[] {40, 200, 1000, 3000}) {
            // Given
            begin(Duration.ofMillis(millis));
            see(BLIND, 200);

            // When
            for (int i = 0; i < 100; i++) {
                see(DIFFERENT, 1);
                see(BLIND, 1);
            }

            // Then
            assertThat(entered).as("a frame every %d ms", millis).containsExactly(LEARNING, QUIET, ACTIVE, COVERED);
        }
    }

    // Another epoch

    @ParameterizedTest
    @ValueSource(longs = {-86_400, 86_400})
    void shouldKeepItsStateWhenTheCameraStartsAnewWithAnotherClock(long seconds) {
        // Given
        beQuiet();
        see(BLIND, 30);

        // When
        now = now.plusSeconds(seconds);
        condition = condition.restarted(now);

        // Then it is left by the new clock
        assertThat(condition.since()).isEqualTo(now);
        assertThat(condition.reason()).isEqualTo(CameraHealth.RESTARTED);
        see(SAME, 10);
        assertThat(condition.state()).isEqualTo(COVERED);
        see(SAME, 1);
        assertThat(condition.state()).isEqualTo(QUIET);
    }

    @Test
    void shouldStayQuietWhenTheCameraStartsAnew() {
        beQuiet();
        condition = condition.restarted(now);

        see(SAME, 1);

        assertThat(condition.state()).isEqualTo(QUIET);
    }

    private void begin(Duration interval) {
        frame = interval;
        condition = CameraHealth.first(now);
        entered.clear();
        entered.add(LEARNING);
        beQuiet();
    }

    private void beQuiet() {
        see(UNKNOWN, 1);
        see(SAME, 30);
    }

    private void see(View view, int frames) {
        for (int i = 0; i < frames; i++) {
            condition = condition.see(view, now, SETTINGS);
            now = now.plus(frame);
            if (condition.state() != entered.get(entered.size() - 1)) {
                entered.add(condition.state());
            }
        }
    }
}
