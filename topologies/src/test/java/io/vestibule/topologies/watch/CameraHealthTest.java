package io.vestibule.topologies.watch;

import static io.vestibule.schemas.CameraState.ACTIVE;
import static io.vestibule.schemas.CameraState.COVERED;
import static io.vestibule.schemas.CameraState.DAMAGED;
import static io.vestibule.schemas.CameraState.FROZEN;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine of a camera by itself: evidence in, states out. Five frames a second unless stated otherwise. */
class CameraHealthTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final WatchSettings SETTINGS = WatchSettings.defaults();

    private Duration frame = Duration.ofMillis(200);
    private Instant now = START;
    private long checksum;
    private CameraHealth health = CameraHealth.first(START);

    /** The states that were entered, oldest first. */
    private final List<CameraState> entered = new ArrayList<>(List.of(LEARNING));

    @Nested
    class Frozen {

        @Test
        void shouldBeFrozenWhenAllPicturesAreIdenticalForTenSeconds() {
            // Given
            becomeQuiet();

            // When
            repeat(SAME, 51);

            // Then
            assertThat(health.state()).isEqualTo(FROZEN);
            assertThat(health.reason()).isEqualTo(CameraHealth.FROZEN);
        }

        @Test
        void shouldNotBeFrozenWhenOnePictureInTenSecondsDiffers() {
            // Given
            becomeQuiet();

            // When
            for (int i = 0; i < 10; i++) {
                repeat(SAME, 49);
                observe(SAME, 1);
            }

            // Then
            assertThat(entered).doesNotContain(FROZEN);
        }

        @Test
        void shouldRemainFrozenWhenAnotherPictureRepeats() {
            // Given
            becomeQuiet();
            repeat(SAME, 51);

            // When
            for (int i = 0; i < 10; i++) {
                observe(new PictureEvidence(DIFFERENT, -2, false));
            }

            // Then
            assertThat(health.state()).isEqualTo(FROZEN);
        }

        @Test
        void shouldNotBeFrozenAnyMoreWhenTwoPicturesDiffer() {
            // Given
            becomeQuiet();
            repeat(SAME, 51);

            // When
            observe(SAME, 2);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
        }

        @Test
        void shouldBeCoveredWhenIdenticalPicturesShowNothing() {
            // Given
            becomeQuiet();

            // When
            repeat(BLIND, 100);

            // Then
            assertThat(health.state()).isEqualTo(COVERED);
        }

        @Test
        void shouldRemainFrozenWhenThePublisherRestartsAndNothingElseChanges() {
            // Given
            becomeQuiet();
            repeat(SAME, 51);

            // When
            health = health.restarted(now);
            repeat(SAME, 3);

            // Then
            assertThat(health.state()).isEqualTo(FROZEN);
        }
    }

    @Nested
    class Damaged {

        @Test
        void shouldBeDamagedWhenAllPicturesAreDamagedForSomeSeconds() {
            // Given
            becomeQuiet();

            // When
            damage(SAME, 35);

            // Then
            assertThat(health.state()).isEqualTo(DAMAGED);
            assertThat(health.reason()).isEqualTo(CameraHealth.DAMAGED);
        }

        @Test
        void shouldBeDamagedWhenNoPictureCanBeDecoded() {
            // Given
            becomeQuiet();

            // When
            for (int i = 0; i < 35; i++) {
                health = health.afterUndecodable(frame, now);
                now = now.plus(frame);
            }

            // Then
            assertThat(health.state()).isEqualTo(DAMAGED);
        }

        @Test
        void shouldNotBeDamagedWhenATenthOfThePicturesIs() {
            // Given
            becomeQuiet();

            // When
            for (int i = 0; i < 100; i++) {
                damage(SAME, 1);
                observe(SAME, 9);
            }

            // Then
            assertThat(entered).doesNotContain(DAMAGED);
        }

        @Test
        void shouldNotFlapWhenEverySecondPictureIsDamaged() {
            // Given
            becomeQuiet();
            damage(SAME, 50);

            // When
            for (int i = 0; i < 100; i++) {
                damage(SAME, 1);
                observe(SAME, 1);
            }

            // Then
            assertThat(entered).endsWith(DAMAGED);
        }

        @Test
        void shouldNotBeDamagedAfterOnePictureWhenTheCameraIsSlow() {
            // Given
            frame = Duration.ofSeconds(60);
            becomeQuiet();

            // When
            damage(SAME, 1);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
        }

        @Test
        void shouldEndWhenThePicturesAreSoundForAWhile() {
            // Given
            becomeQuiet();
            damage(SAME, 50);

            // When
            observe(SAME, 75);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
        }
    }

    @Nested
    class WithoutAlarm {

        @Test
        void shouldBeLearningWhenTheBackgroundIsKnownForLessThanASecond() {
            // Given
            observe(UNKNOWN, 16);

            // When
            observe(SAME, 4);

            // Then
            assertThat(health.state()).isEqualTo(LEARNING);
            assertThat(health.reason()).isEqualTo(CameraHealth.UNKNOWN_BACKGROUND);
        }

        @Test
        void shouldBeQuietWhenTheBackgroundIsKnownForASecond() {
            // Given
            observe(UNKNOWN, 16);

            // When
            observe(SAME, 5);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
            assertThat(health.reason()).isEqualTo(CameraHealth.KNOWN_BACKGROUND);
            assertThat(health.since()).isEqualTo(now.minus(frame));
        }

        @Test
        void shouldBeActiveWhenAFrameDiffers() {
            // Given
            becomeQuiet();

            // When
            observe(DIFFERENT, 1);

            // Then
            assertThat(health.state()).isEqualTo(ACTIVE);
            assertThat(health.reason()).isEqualTo(CameraHealth.DIFFERENT);
        }

        @Test
        void shouldRemainActiveWhenNothingHasDifferedForLessThanASecond() {
            // Given
            becomeQuiet();
            observe(DIFFERENT, 1);

            // When
            observe(SAME, 4);

            // Then
            assertThat(health.state()).isEqualTo(ACTIVE);
        }

        @Test
        void shouldBeQuietWhenNothingHasDifferedForASecond() {
            // Given
            becomeQuiet();
            observe(DIFFERENT, 1);

            // When
            observe(SAME, 5);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
            assertThat(health.reason()).isEqualTo(CameraHealth.CALM);
        }

        @Test
        void shouldBeLearningWhenTheBackgroundIsNoLongerKnown() {
            // Given
            becomeQuiet();

            // When
            observe(UNKNOWN, 1);

            // Then
            assertThat(health.state()).isEqualTo(LEARNING);
        }

        @Test
        void shouldBeActiveAfterLearningWhenAPersonIsThere() {
            // Given
            observe(UNKNOWN, 10);

            // When
            observe(DIFFERENT, 10);

            // Then
            assertThat(entered).containsExactly(LEARNING, ACTIVE);
        }
    }

    @Nested
    class Covered {

        @Test
        void shouldBeActiveWhenTheViewIsBlindForFiveSeconds() {
            // Given
            becomeQuiet();

            // When
            observe(BLIND, 25);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE);
        }

        @Test
        void shouldBeCoveredWhenTheViewIsBlindForMoreThanFiveSeconds() {
            // Given
            becomeQuiet();

            // When
            observe(BLIND, 26);

            // Then
            assertThat(health.state()).isEqualTo(COVERED);
            assertThat(health.reason()).isEqualTo(CameraHealth.BLIND);
        }

        @Test
        void shouldNotBeCoveredWhenAFrameInBetweenShowsSomething() {
            // Given
            becomeQuiet();
            observe(BLIND, 20);
            observe(DIFFERENT, 1);

            // When
            observe(BLIND, 20);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE);
        }

        @Test
        void shouldRemainCoveredWhenTheViewIsClearForLessThanTwoSeconds() {
            // Given
            becomeQuiet();
            observe(BLIND, 30);

            // When
            observe(SAME, 9);

            // Then
            assertThat(health.state()).isEqualTo(COVERED);
        }

        @Test
        void shouldBeQuietWhenTheViewIsClearForTwoSeconds() {
            // Given
            becomeQuiet();
            observe(BLIND, 30);

            // When
            observe(SAME, 10);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, QUIET);
        }

        @Test
        void shouldBeActiveWhenAPersonIsThereAfterTheLensWasCovered() {
            // Given
            becomeQuiet();
            observe(BLIND, 30);

            // When
            observe(DIFFERENT, 15);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, ACTIVE);
        }

        @Test
        void shouldReturnToLearningWhenTheLensWasCoveredWhileLearning() {
            // Given
            observe(UNKNOWN, 5);
            observe(BLIND, 60);

            // When
            observe(UNKNOWN, 15);

            // Then
            assertThat(entered).containsExactly(LEARNING, COVERED, LEARNING);
        }

        @Test
        void shouldRemainCoveredWhenSingleFramesShowSomething() {
            for (int millis : new int[] {40, 200, 1000, 3000}) {
                // Given
                restartWith(Duration.ofMillis(millis));
                observe(BLIND, 200);

                // When
                for (int i = 0; i < 100; i++) {
                    observe(DIFFERENT, 1);
                    observe(BLIND, 1);
                }

                // Then
                assertThat(entered).as("a frame every %d ms", millis).containsExactly(LEARNING, QUIET, ACTIVE, COVERED);
            }
        }
    }

    @Nested
    class Moved {

        @Test
        void shouldBeMovedForHalfAMinuteWhenTheViewIsDisplaced() {
            // Given
            becomeQuiet();
            observe(DIFFERENT, 100);
            observe(DISPLACED, 1);

            // When
            observe(SAME, 149);

            // Then
            assertThat(health.state()).isEqualTo(MOVED);
            assertThat(health.reason()).isEqualTo(CameraHealth.DISPLACED);
        }

        @Test
        void shouldBeQuietWhenHalfAMinuteHasPassedAndNothingDiffers() {
            // Given
            becomeQuiet();
            observe(DIFFERENT, 100);
            observe(DISPLACED, 1);

            // When
            observe(SAME, 150);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, MOVED, QUIET);
        }

        @Test
        void shouldBeActiveWhenHalfAMinuteHasPassedAndAPersonIsThere() {
            // Given
            becomeQuiet();
            observe(DISPLACED, 1);

            // When
            observe(DIFFERENT, 160);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, MOVED, ACTIVE);
        }

        @Test
        void shouldRemainMovedWhenTheCameraIsTurnedAgain() {
            // Given
            becomeQuiet();
            observe(DISPLACED, 1);
            Instant since = health.since();
            observe(DIFFERENT, 100);
            observe(DISPLACED, 1);

            // When
            observe(SAME, 149);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, MOVED);
            assertThat(health.since()).isEqualTo(since);
        }

        @Test
        void shouldBeQuietWhenHalfAMinuteHasPassedSinceTheLastTurn() {
            // Given
            becomeQuiet();
            observe(DISPLACED, 1);
            observe(DIFFERENT, 100);
            observe(DISPLACED, 1);

            // When
            observe(SAME, 150);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
        }

        @Test
        void shouldBeCoveredWhenAMovedCameraIsBlind() {
            // Given
            becomeQuiet();
            observe(DISPLACED, 1);
            observe(BLIND, 30);

            // When
            observe(SAME, 20);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, MOVED, COVERED, QUIET);
        }

        @Test
        void shouldBeMovedWhenACoveredCameraShowsAnotherView() {
            // Given
            becomeQuiet();
            observe(BLIND, 30);
            observe(DISPLACED, 1);

            // When
            observe(SAME, 10);

            // Then
            assertThat(entered).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, MOVED);
        }
    }

    @Nested
    class Silent {

        @Test
        void shouldBeSilentSinceTheLastFrameWhenNoFramesArrive() {
            // Given
            becomeQuiet();
            Instant last = now.minus(frame);

            // When
            health = health.silent(last);

            // Then
            assertThat(health.state()).isEqualTo(SILENT);
            assertThat(health.since()).isEqualTo(last);
            assertThat(health.reason()).isEqualTo(CameraHealth.NO_FRAMES);
            assertThat(health.silent(last)).isEqualTo(health);
        }

        @ParameterizedTest
        @CsvSource({"UNKNOWN, LEARNING", "SAME, QUIET", "DIFFERENT, ACTIVE", "BLIND, ACTIVE", "DISPLACED, MOVED"})
        void shouldFollowTheEvidenceWhenTheFirstFrameArrivesAgain(View view, CameraState state) {
            // Given
            becomeQuiet();
            observe(DIFFERENT, 1);
            becomeSilentForAMinute();

            // When
            observe(view, 1);

            // Then
            assertThat(health.state()).isEqualTo(state);
        }

        @Test
        void shouldGiveTheReasonWhenFramesArriveAgain() {
            // Given
            becomeQuiet();
            becomeSilentForAMinute();

            // When
            observe(SAME, 1);

            // Then
            assertThat(health.reason()).isEqualTo(CameraHealth.FRAMES_AGAIN);
        }

        @Test
        void shouldNotCountASilenceAsBlindWhenFramesArriveAgain() {
            // Given
            becomeQuiet();
            observe(BLIND, 5);
            becomeSilentForAMinute();

            // When
            observe(BLIND, 25);

            // Then
            assertThat(health.state()).isEqualTo(ACTIVE);
        }

        @Test
        void shouldBeCoveredWhenTheViewIsBlindForMoreThanFiveSecondsAfterASilence() {
            // Given
            becomeQuiet();
            observe(BLIND, 5);
            becomeSilentForAMinute();

            // When
            observe(BLIND, 26);

            // Then
            assertThat(health.state()).isEqualTo(COVERED);
        }

        private void becomeSilentForAMinute() {
            health = health.silent(now);
            now = now.plusSeconds(60);
        }
    }

    @Nested
    class AlternatingEvidence {

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
        void shouldKeepOneStateWhenEvidenceAlternates(View one, View other, CameraState state) {
            for (int millis : new int[] {40, 200, 1000, 3000, 9000}) {
                // Given
                restartWith(Duration.ofMillis(millis));

                // When
                for (int i = 0; i < 200; i++) {
                    observe(one, 1);
                    observe(other, 1);
                }

                // Then
                assertThat(entered).as("a frame every %d ms", millis).containsExactly(LEARNING, QUIET, state);
            }
        }
    }

    @Nested
    class AnotherEpoch {

        @ParameterizedTest
        @ValueSource(longs = {-86_400, 86_400})
        void shouldKeepItsStateWhenTheClockWasSet(long seconds) {
            // Given
            becomeQuiet();
            observe(BLIND, 30);
            restartAfter(seconds);

            // When
            observe(SAME, 10);

            // Then
            assertThat(health.state()).isEqualTo(COVERED);
            assertThat(health.since())
                    .isEqualTo(START.plus(frame.multipliedBy(61)).plusSeconds(seconds));
            assertThat(health.reason()).isEqualTo(CameraHealth.RESTARTED);
        }

        @ParameterizedTest
        @ValueSource(longs = {-86_400, 86_400})
        void shouldLeaveItsStateByTheNewClockWhenTheClockWasSet(long seconds) {
            // Given
            becomeQuiet();
            observe(BLIND, 30);
            restartAfter(seconds);

            // When
            observe(SAME, 11);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
        }

        @Test
        void shouldRemainQuietWhenTheCameraRestarts() {
            // Given
            becomeQuiet();
            restartAfter(0);

            // When
            observe(SAME, 1);

            // Then
            assertThat(health.state()).isEqualTo(QUIET);
        }

        private void restartAfter(long seconds) {
            now = now.plusSeconds(seconds);
            health = health.restarted(now);
        }
    }

    private void restartWith(Duration interval) {
        frame = interval;
        health = CameraHealth.first(now);
        entered.clear();
        entered.add(LEARNING);
        becomeQuiet();
    }

    private void becomeQuiet() {
        observe(UNKNOWN, 1);
        observe(SAME, 30);
    }

    /** Pictures that differ by their noise. */
    private void observe(View view, int frames) {
        for (int i = 0; i < frames; i++) {
            observe(new PictureEvidence(view, checksum++, false));
        }
    }

    /** Identical pictures. */
    private void repeat(View view, int frames) {
        for (int i = 0; i < frames; i++) {
            observe(new PictureEvidence(view, -1, false));
        }
    }

    private void damage(View view, int frames) {
        for (int i = 0; i < frames; i++) {
            observe(new PictureEvidence(view, checksum++, true));
        }
    }

    private void observe(PictureEvidence picture) {
        health = health.after(picture, frame, now, SETTINGS);
        now = now.plus(frame);
        if (health.state() != entered.get(entered.size() - 1)) {
            entered.add(health.state());
        }
    }
}
