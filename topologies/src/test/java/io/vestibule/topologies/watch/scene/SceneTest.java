package io.vestibule.topologies.watch.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import io.vestibule.models.motion.SpatialContrast;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five frames a second of a porch of 9 by 12 cells. Cells with the same letter look the same. */
class SceneTest {

    private static final Duration FRAME = Duration.ofMillis(200);
    private static final double NOISE = 0.05;

    private static final String[] PORCH = {
        "aaaaaaaaaaaa",
        "aaaaaaaaaaaa",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "cccccccccccc",
        "cccccccccccc"
    };

    private static final String[] PRAM = {
        "aaaaaaaaaaaa",
        "aaaaaaaaaaaa",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "abbbaaPPPddd",
        "abbbaaPPPddd",
        "ccccccPPPccc",
        "cccccccccccc"
    };

    private static final String[] VISITOR = {
        "aaaaaaaaaaaa",
        "aaaaaaaaaaaa",
        "abbbaFFFdddd",
        "abbbaFFFdddd",
        "abbbaFFFdddd",
        "abbbSSSSSddd",
        "abbbSSSSSddd",
        "ccccSSSSSccc",
        "ccccSSSSSccc"
    };

    private static final BoundingBox FACE = FeatureGrids.box(VISITOR, 2, 5, 4, 7);

    private static final String[] HEAD = {
        "aaaaaaaaaaaa",
        "aaaaaaaaaaaa",
        "abbbaFFFdddd",
        "abbbaFFFdddd",
        "abbbaFFFdddd",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "cccccccccccc",
        "cccccccccccc"
    };

    private static final String[] NOD = {
        "aaaaaaaaaaaa",
        "aaaaaaaaaaaa",
        "abbbaGGGdddd",
        "abbbaGGGdddd",
        "abbbaGGGdddd",
        "abbbaaaadddd",
        "abbbaaaadddd",
        "cccccccccccc",
        "cccccccccccc"
    };

    private static final String[] TURNED = {
        "xxxxxxxxxxxx",
        "xxxyyyyyxxxx",
        "xxxyyyyyxxxx",
        "xxxyyyyyxxxx",
        "zzzzzzzzzzzz",
        "zzzzzzzwwwzz",
        "zzzzzzzwwwzz",
        "zzzzzzzwwwzz",
        "zzzzzzzzzzzz"
    };

    private static final String[] COVERED = {
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh",
        "hhhhhhhhhhhh"
    };

    private final SceneSettings settings = SceneSettings.defaults();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private Scene scene = new Scene(settings, new RegularisedCosineMeasure(), now);
    private long seed;
    private double noise = NOISE;

    /** Results of the frames, in their order. */
    private final List<Decision> decisions = new ArrayList<>();

    private final List<Boolean> liveFaces = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private int missed;

    @Nested
    class Learning {

        @Test
        void shouldDetectEveryFrameWhenCellsHaveNotBeenStillForLongEnough() {
            // When
            play(PORCH, 2.8);

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
            assertThat(scene.isBackgroundKnown()).isFalse();
            assertThat(scene.snapshot()).isEmpty();
        }

        @Test
        void shouldKnowTheBackgroundWhenEachCellHasBeenStillForThreeSeconds() {
            // When
            play(PORCH, 3.4);

            // Then
            assertThat(scene.isBackgroundKnown()).isTrue();
        }

        @Test
        void shouldNotLearnWhenALiveFaceIsPresent() {
            // When a person is there from the first frame and moves now and then
            for (int i = 0; i < 10; i++) {
                play(VISITOR, 1, FACE);
                play(shifted(VISITOR), 0.2, FACE);
            }

            // Then
            assertThat(scene.isBackgroundKnown()).isFalse();
        }

        @Test
        void shouldLearnWhenTheVisitorHasLeftForLongEnough() {
            // Given
            for (int i = 0; i < 10; i++) {
                play(VISITOR, 1, FACE);
                play(shifted(VISITOR), 0.2, FACE);
            }

            // When
            play(PORCH, settings.patience().toSeconds() + 1);

            // Then
            assertThat(scene.isBackgroundKnown()).isTrue();
            assertThat(decide(VISITOR)).isEqualTo(Decision.DETECT);
        }

        @ParameterizedTest
        @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0})
        void shouldRestartWhenTheFirstFrameCannotBeCompared(float value) {
            // Given
            FeatureMap first = FeatureGrids.of(PORCH);
            for (int i = 0; i < first.channels() * first.cells(); i++) {
                first.values().put(i, value);
            }
            play(first, FRAME, List.of());

            // When
            play(PORCH, 4);

            // Then
            assertThat(scene.isBackgroundKnown()).isTrue();
        }

        @Test
        void shouldNotTreatAPosterAsAVisitorWhenTheBackgroundIsUnknown() {
            // When
            play(VISITOR, 13, FACE);

            // Then
            assertThat(liveFaces).isNotEmpty().containsOnly(false);
            assertThat(scene.isBackgroundKnown()).isTrue();
        }
    }

    @Nested
    class UnchangedView {

        @Test
        void shouldSkipFramesWhenTheyEqualTheBackground() {
            // Given
            learn();

            // When
            play(PORCH, 20);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldFollowWhenTheViewChangesSlowly() {
            // Given
            learn();

            // When every cell changes to another look within ten minutes
            for (int step = 0; step < 3000; step++) {
                play(blend(PORCH, TURNED, step / 3000f), FRAME, List.of());
            }

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldDetectAndLearnNothingWhenAValueIsNotANumber() {
            // Given
            learn();
            FeatureMap broken = FeatureGrids.of(PORCH);
            broken.values().put(5, Float.NaN);

            // When
            play(broken, FRAME, List.of(FACE));
            play(PORCH, 1);

            // Then
            assertThat(decisions.get(0)).isEqualTo(Decision.DETECT);
            assertThat(liveFaces).containsExactly(true);
            assertThat(decisions.subList(1, decisions.size())).doesNotContain(Decision.DETECT);
        }
    }

    @Nested
    class Absorption {

        @Test
        void shouldDetectEveryFrameWhenAPramHasNotStoodForLongEnough() {
            // Given
            learn();

            // When
            play(PRAM, 19);

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldAbsorbAPramWhenItHasStoodForLongEnough() {
            // Given
            learn();
            play(PRAM, 22);
            clearResults();

            // When
            play(PRAM, 5);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldAbsorbCellByCellWhenSomethingMovesElsewhere() {
            // Given a flag that always moves, beside a pram that stands still
            learn();
            for (int i = 0; i < 150; i++) {
                String[] view = PRAM.clone();
                view[0] = i % 2 == 0 ? "aFFaaaaaaaaa" : "aaGGaaaaaaaa";
                view[1] = view[0];
                play(view, 0.2);
            }
            clearResults();

            // When
            play(PRAM, 0.2);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldTreatThePosterAsLiveWhenItWasHungJustNow() {
            // Given
            learn();

            // When
            play(VISITOR, settings.stillAfter().toSeconds(), FACE);

            // Then
            assertThat(liveFaces).containsOnly(true);
        }

        @Test
        void shouldAbsorbAPosterWhenItsFaceNeverMoves() {
            // Given
            learn();
            play(VISITOR, settings.stillAfter().toSeconds(), FACE);
            clearResults();

            // When
            play(VISITOR, 60, FACE);

            // Then
            assertThat(liveFaces.subList(1, liveFaces.size())).containsOnly(false);
            assertThat(decisions.subList(decisions.size() - 10, decisions.size()))
                    .doesNotContain(Decision.DETECT);
            assertThat(missed).isZero();
        }

        @Test
        void shouldNotTreatAPosterAsLiveWhenAPersonPassesInFrontOfIt() {
            // Given a poster that is not part of the background yet, and a person who passes
            learn();
            play(VISITOR, settings.stillAfter().toSeconds() + 1, FACE);
            clearResults();
            play(shifted(TURNED), 1);

            // When
            play(VISITOR, 5, FACE);

            // Then
            assertThat(liveFaces).containsOnly(false);
        }

        @Test
        void shouldTreatAVisitorAsLiveWhenAnotherStoodStillInTheSamePlaceBeforeARestart() {
            // Given a person who stood so long that they counted as a picture, and left
            learn();
            play(VISITOR, settings.stillAfter().toSeconds() + 2, FACE);
            play(PORCH, 10);
            restoreFromSnapshot();
            clearResults();

            // When
            for (int i = 0; i < 10; i++) {
                play(VISITOR, 0.2, FACE);
                play(shifted(VISITOR), 0.2, FACE);
            }

            // Then
            assertThat(liveFaces).containsOnly(true);
        }

        @Test
        void shouldNotTreatAPosterAsLiveWhenTheSceneWasRestored() {
            // Given
            play(HEAD, 20, FACE);
            restoreFromSnapshot();
            clearResults();

            // When
            play(HEAD, 2, FACE);

            // Then
            assertThat(liveFaces).doesNotContain(true);
        }

        @Test
        void shouldTreatAVisitorInFrontOfAPosterAsLiveWhenTheSceneWasRestored() {
            // Given
            play(HEAD, 20, FACE);
            restoreFromSnapshot();
            play(HEAD, 2, FACE);
            clearResults();

            // When
            play(NOD, 2, FACE);

            // Then
            assertThat(liveFaces).isNotEmpty().containsOnly(true);
        }

        @Test
        void shouldRestartWhenFramesHaveAnotherShape() {
            // Given
            play(VISITOR, 20, FACE);
            String[] taller = Arrays.copyOf(VISITOR, 10);
            taller[9] = "cccccccccccc";

            // When
            play(taller, 20, FACE);

            // Then
            assertThat(scene.isBackgroundKnown()).isTrue();
        }

        @Test
        void shouldNotAbsorbAPersonWhenTheyStandNearlyStill() {
            // Given
            learn();

            // When a person stands there for two minutes, and only shifts from foot to foot
            standNearlyStill();

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
            assertThat(liveFaces).containsOnly(true);
        }

        @Test
        void shouldHaveTheOldBackgroundWhenAPersonWhoStoodNearlyStillLeaves() {
            // Given
            learn();
            standNearlyStill();
            clearResults();

            // When
            play(PORCH, 2);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldTreatAPersonWhoFrozeAsLiveWhenTheyMoveAgain() {
            // Given
            learn();
            play(VISITOR, 60, FACE);
            clearResults();

            // When
            play(shifted(VISITOR), 0.2, FACE);

            // Then
            assertThat(liveFaces).containsExactly(true);
        }

        private void standNearlyStill() {
            for (int i = 0; i < 24; i++) {
                play(VISITOR, 4.6, FACE);
                play(shifted(VISITOR), 0.4, FACE);
            }
        }
    }

    @Nested
    class WholeView {

        @Test
        void shouldDetectEveryFrameWhenTheWholeViewHasJustChanged() {
            // Given
            learn();

            // When
            play(TURNED, 10);

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
            assertThat(views).containsOnly(View.DIFFERENT);
        }

        @Test
        void shouldReportADisplacedViewOnceWhenTheCameraWasTurned() {
            // Given
            learn();

            // When
            play(TURNED, 30);

            // Then
            assertThat(views).containsOnlyOnce(View.DISPLACED);
        }

        @Test
        void shouldSkipFramesWhenTheNewViewIsLearnt() {
            // Given
            learn();
            play(TURNED, 30);
            clearResults();

            // When
            play(TURNED, 10);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldNotReportADisplacedViewWhenALampIsSwitchedOn() {
            // Given
            learn();

            // When every material looks different, but all edges are in the same places
            play(inOtherLight(PORCH), 30);

            // Then
            assertThat(views).doesNotContain(View.DISPLACED);
        }

        @Test
        void shouldSkipFramesWhenTheOtherLightIsLearnt() {
            // Given
            learn();
            play(inOtherLight(PORCH), 30);
            clearResults();

            // When
            play(inOtherLight(PORCH), 10);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldNotCallAVisitorCloseToTheLensBlind() {
            // Given
            learn();
            String[] close = {
                "aaEEEEEEEEaa",
                "aEEEEEEEEEEa",
                "EEEFFEEFFEEE",
                "EEEFFEEFFEEE",
                "EEEEEGGEEEEE",
                "EEEEEGGEEEEE",
                "aEEEMMMMEEEa",
                "aaEEEEEEEEaa",
                "SSSSSSSSSSSS"
            };

            // When
            play(close, 5, new BoundingBox(0.1f, 0, 0.9f, 0.9f));

            // Then
            assertThat(views).containsOnly(View.DIFFERENT);
            assertThat(liveFaces).containsOnly(true);
        }
    }

    @Nested
    class Blindness {

        @Test
        void shouldReportABlindViewWhenTheLensIsCovered() {
            // Given
            learn();

            // When
            play(COVERED, 120);

            // Then
            assertThat(views).containsOnly(View.BLIND);
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldHaveTheOldBackgroundWhenTheLensIsFreeAgain() {
            // Given
            learn();
            play(COVERED, 120);
            clearResults();

            // When
            play(PORCH, 5);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldReportABlindViewWhenTheFirstFramesShowNothing() {
            // When
            play(COVERED, 20);

            // Then
            assertThat(views.subList(1, views.size())).containsOnly(View.BLIND);
            assertThat(scene.isBackgroundKnown()).isFalse();
        }

        @Test
        void shouldReportABlindViewWhenItBecameDarkSlowly() {
            // Given
            becomeDarkSlowly();

            // When
            play(COVERED, 120);

            // Then
            assertThat(views).isNotEmpty().containsOnly(View.BLIND);
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldReportABlindViewAtOnceWhenATorchShoneInTheDark() {
            // Given
            becomeDarkSlowly();
            play(COVERED, 120);
            play(PORCH, 3);
            play(COVERED, 1);
            clearResults();

            // When
            play(COVERED, 10);

            // Then
            assertThat(views).isNotEmpty().containsOnly(View.BLIND);
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldDetectEveryFrameWhenADarkSceneWasRestored() {
            // Given
            becomeDarkSlowly();
            play(COVERED, 120);
            restoreFromSnapshot();
            clearResults();

            // When
            play(COVERED, 2);

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldSkipFramesWhenItIsLightAgain() {
            // Given
            becomeDarkSlowly();
            play(COVERED, 120);
            for (int step = 0; step < 3000; step++) {
                play(blend(COVERED, PORCH, step / 3000f), FRAME, List.of());
            }
            play(PORCH, settings.absorbAfter().toSeconds() + 5);
            clearResults();

            // When
            play(PORCH, 20);

            // Then
            assertThat(views).doesNotContain(View.BLIND);
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldReportABlindViewAtOnceWhenATorchShoneInBarelyEnoughDarkness() {
            // Given it is barely dark enough to show nothing, and a torch shone for three seconds
            learn();
            int step = 0;
            FeatureMap frame;
            do {
                frame = blend(PORCH, COVERED, ++step / 3000f);
                play(frame, FRAME, List.of());
            } while (SpatialContrast.of(BackgroundModel.of(frame)).strength() > 0.018f);
            playBlend(step, 200);
            play(PORCH, 3);
            playBlend(step, 10);
            clearResults();

            // When
            playBlend(step, 20);

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
            assertThat(views).containsOnly(View.BLIND);
        }

        private void playBlend(int step, int frames) {
            for (int i = 0; i < frames; i++) {
                play(blend(PORCH, COVERED, step / 3000f), FRAME, List.of());
            }
        }

        private void becomeDarkSlowly() {
            learn();
            for (int step = 0; step < 3000; step++) {
                play(blend(PORCH, COVERED, step / 3000f), FRAME, List.of());
            }
            play(COVERED, settings.auditEvery().toSeconds());
            clearResults();
        }
    }

    @Nested
    class Thresholds {

        @Test
        void shouldHaveTheLowestThresholdWhenThereIsLittleNoise() {
            // Given
            noise = 0.01;
            learn();

            // When
            play(PORCH, 20);

            // Then
            assertThat(threshold()).isEqualTo(settings.floor());
        }

        @Test
        void shouldRaiseTheThresholdWhenTheNoiseRises() {
            // Given
            learn();
            play(PORCH, 20);
            float before = threshold();
            noise = 0.3;

            // When
            play(PORCH, 60);

            // Then
            assertThat(threshold()).isBetween(before * 1.2f, settings.ceiling());
        }

        @Test
        void shouldSkipFramesWhenTheNoiseIsKnown() {
            // Given
            learn();
            play(PORCH, 20);
            noise = 0.3;
            play(PORCH, 60);
            clearResults();

            // When
            play(PORCH, 20);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        @Test
        void shouldKeepToTheCeilingWhenVisitorsCouldHideInTheNoise() {
            // Given
            learn();
            noise = 2;
            play(PORCH, 60);
            clearResults();

            // When
            play(PORCH, 10);

            // Then
            assertThat(threshold()).isLessThanOrEqualTo(settings.ceiling());
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldKeepTheThresholdWhenTheSceneWasRestored() {
            // Given
            noise = 0.3;
            learn();
            play(PORCH, 60);
            float before = threshold();
            restoreFromSnapshot();
            clearResults();

            // When
            play(PORCH, 2);

            // Then
            assertThat(threshold()).isCloseTo(before, withPercentage(10));
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }
    }

    @Nested
    class Audits {

        @Test
        void shouldAuditAtRegularTimesWhenNothingHappens() {
            // Given
            learn();

            // When
            play(PORCH, 120);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
            assertThat(decisions.stream().filter(Decision.AUDIT::equals)).hasSize(4);
            assertThat(missed).isZero();
        }

        @Test
        void shouldCountAMissAndLowerTheThresholdWhenTheFilterMissedAPerson() {
            // Given a threshold that is far too high, shortly before an audit
            scene = new Scene(settings.fixedAt(0.1f), new RegularisedCosineMeasure(), now);
            learn();
            play(PORCH, 15);

            // When a person who hardly differs from the wall moves
            for (int i = 0; i < 20; i++) {
                play(blend(PORCH, i % 2 == 0 ? HEAD : NOD, 0.4f), FRAME, List.of(FACE));
            }

            // Then
            assertThat(decisions).contains(Decision.AUDIT);
            assertThat(missed).isEqualTo(1);
            assertThat(liveFaces).contains(true);
            assertThat(threshold()).isLessThan(0.08f);
        }

        @Test
        void shouldNotSuspectAPosterWhenTheLightChangesSlowly() {
            // Given
            play(VISITOR, 14, FACE);
            decisions.clear();

            // When
            for (int step = 0; step < 3000; step++) {
                play(blend(VISITOR, inOtherLight(VISITOR), step / 3000f), FRAME, List.of(FACE));
            }

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
            assertThat(missed).isZero();
            assertThat(liveFaces).containsOnly(false);
        }

        @Test
        void shouldCountAMissWhenTheCameraSendsAFrameAMinute() {
            // Given
            scene = new Scene(settings.fixedAt(0.1f), new RegularisedCosineMeasure(), now);
            learn();

            // When
            for (int i = 0; i < 4; i++) {
                play(blend(PORCH, i % 2 == 0 ? HEAD : NOD, 0.4f), Duration.ofMinutes(1), List.of(FACE));
            }

            // Then
            assertThat(decisions).startsWith(Decision.AUDIT, Decision.DETECT);
            assertThat(missed).isPositive();
            assertThat(liveFaces).contains(true);
            assertThat(threshold()).isLessThan(0.08f);
        }

        @Test
        void shouldAuditWhenTheCameraRestartsAgainAndAgain() {
            // Given
            learn();

            // When
            for (int i = 0; i < 6; i++) {
                scene.restart(now);
                play(PORCH, 20);
            }

            // Then
            assertThat(decisions).contains(Decision.AUDIT);
        }

        @Test
        void shouldSuspectAFaceWhenItMovedBefore() {
            // Given a person who moved for a long time and whose face hardly differs from the wall
            learn();
            BoundingBox wide = FeatureGrids.box(PORCH, 2, 1, 4, 7);
            for (int i = 0; i < 100; i++) {
                String[] view = PORCH.clone();
                view[3] = i % 2 == 0 ? "abbbaaaFdddd" : "abbbaaaGdddd";
                play(view, 0.2, wide);
            }
            clearResults();

            // When
            play(PORCH, 31, wide);

            // Then
            assertThat(decisions).containsSequence(Decision.AUDIT, Decision.DETECT);
        }

        @Test
        void shouldCountNoMissWhenAFaceHangsOnTheWall() {
            // Given
            play(VISITOR, 14, FACE);

            // When
            play(VISITOR, 120, FACE);

            // Then
            assertThat(decisions).contains(Decision.AUDIT);
            assertThat(missed).isZero();
            assertThat(liveFaces).containsOnly(false);
        }
    }

    @Nested
    class Restarts {

        @Test
        void shouldDiscardEarlierTimesWhenTheClockWasSetBack() {
            // Given
            learn();
            play(PRAM, 15);
            setClockBackByADay();
            clearResults();

            // When
            play(PRAM, 15);

            // Then
            assertThat(decisions).containsOnly(Decision.DETECT);
        }

        @Test
        void shouldAbsorbByTheNewClockWhenTheClockWasSetBack() {
            // Given
            learn();
            play(PRAM, 15);
            setClockBackByADay();
            play(PRAM, 23);
            clearResults();

            // When
            play(PRAM, 5);

            // Then
            assertThat(decisions).doesNotContain(Decision.DETECT);
        }

        private void setClockBackByADay() {
            now = now.minus(Duration.ofDays(1));
            scene.restart(now);
        }
    }

    private void learn() {
        play(PORCH, 14);
        clearResults();
    }

    private void clearResults() {
        decisions.clear();
        views.clear();
        liveFaces.clear();
    }

    private void restoreFromSnapshot() {
        scene = new Scene(
                settings, new RegularisedCosineMeasure(), scene.snapshot().orElseThrow());
    }

    private void play(String[] view, double seconds, BoundingBox... faces) {
        for (long left = Math.round(seconds * 1000); left > 0; left -= FRAME.toMillis()) {
            play(FeatureGrids.noisy(noise, seed++, view), FRAME, List.of(faces));
        }
    }

    private void play(FeatureMap frame, Duration gap, List<BoundingBox> detected) {
        now = now.plus(gap);
        BackgroundComparison comparison = scene.compare(frame, now);
        decisions.add(comparison.decision());
        if (comparison.decision() == Decision.SKIP) {
            scene.updateSkipped(frame, comparison, now);
            return;
        }
        SceneUpdate update = scene.updateDetected(frame, comparison, detected, now);
        liveFaces.addAll(update.live());
        views.add(update.view());
        missed += update.missed();
    }

    private Decision decide(String[] view) {
        return scene.compare(FeatureGrids.noisy(noise, seed++, view), now).decision();
    }

    private float threshold() {
        return scene.compare(FeatureGrids.of(PORCH), now).threshold();
    }

    private FeatureMap blend(String[] one, String[] other, float share) {
        FeatureMap from = FeatureGrids.noisy(noise, seed++, one);
        FeatureMap to = FeatureGrids.noisy(noise, seed++, other);
        float[] values = new float[from.channels() * from.cells()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 - share) * from.values().get(i) + share * to.values().get(i);
        }
        return FeatureMap.of(from.channels(), from.height(), from.width(), values);
    }

    /** The rows around the face, moved by one cell: the edges of the face move. */
    private static String[] shifted(String[] view) {
        String[] shifted = view.clone();
        for (int row = 2; row < 7; row++) {
            shifted[row] = view[row].substring(1) + view[row].charAt(11);
        }
        return shifted;
    }

    private static String[] inOtherLight(String[] view) {
        String[] lit = view.clone();
        for (int row = 0; row < lit.length; row++) {
            lit[row] = lit[row].replace('a', 'l')
                    .replace('b', 'm')
                    .replace('c', 'n')
                    .replace('d', 'o')
                    .replace('F', 'H')
                    .replace('S', 'T');
        }
        return lit;
    }
}
