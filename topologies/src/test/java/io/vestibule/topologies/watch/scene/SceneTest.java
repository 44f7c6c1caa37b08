package io.vestibule.topologies.watch.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import io.vestibule.models.motion.SpatialContrast;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
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

/** Five frames a second of a porch of 9 by 12 cells. Letters are what the cells show. */
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

    /** What was made of the frames, in their order. */
    private final List<Call> calls = new ArrayList<>();

    private final List<Boolean> faces = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private int missed;

    @Nested
    class Learning {

        @Test
        void shouldLookAtEveryFrameUntilEachCellHasBeenStillForLongEnough() {
            // When
            see(PORCH, 2.8);

            // Then
            assertThat(calls).containsOnly(Call.LOOK);
            assertThat(scene.isProven()).isFalse();
            assertThat(scene.memory()).isEmpty();

            // When it has been three seconds
            see(PORCH, 0.6);

            // Then
            assertThat(scene.isProven()).isTrue();
        }

        @Test
        void shouldNotLearnWhereSomebodyStandsWithLivingFace() {
            // When somebody is there from the first frame, and moves now and then
            for (int i = 0; i < 10; i++) {
                see(VISITOR, 1, FACE);
                see(shifted(VISITOR), 0.2, FACE);
            }

            // Then
            assertThat(scene.isProven()).isFalse();

            // When the visitor has gone for as long as it takes to be sure
            see(PORCH, settings.patience().toSeconds() + 1);

            // Then
            assertThat(scene.isProven()).isTrue();
            calls.clear();
            see(VISITOR, 0.2, FACE);
            assertThat(calls).containsExactly(Call.LOOK);
        }

        @ParameterizedTest
        @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0})
        void shouldBeginAgainWhereNothingCanBeHeldAgainstTheFirstFrame(float value) {
            // Given a first frame that is broken, or nothing at all
            FeatureMap first = FeatureGrids.of(PORCH);
            for (int i = 0; i < first.channels() * first.cells(); i++) {
                first.values().put(i, value);
            }
            see(first, FRAME, List.of());

            // When
            see(PORCH, 4);

            // Then
            assertThat(scene.isProven()).isTrue();
        }

        @Test
        void shouldNotTakeAPosterForAVisitorWhenNothingElseIsKnown() {
            // When
            see(VISITOR, 13, FACE);

            // Then
            assertThat(faces).isNotEmpty().containsOnly(false);
            assertThat(scene.isProven()).isTrue();
        }
    }

    @Nested
    class Quiet {

        @Test
        void shouldLeaveWhatIsTheBackground() {
            // Given
            learn();

            // When
            see(PORCH, 20);

            // Then
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldFollowSlowChange() {
            // Given
            learn();

            // When every cell changes to something else within ten minutes
            for (int step = 0; step < 3000; step++) {
                see(blend(PORCH, TURNED, step / 3000f), FRAME, List.of());
            }

            // Then
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldLookAtAFrameWithWhatIsNoNumber() {
            // Given
            learn();
            FeatureMap broken = FeatureGrids.of(PORCH);
            broken.values().put(5, Float.NaN);

            // When
            see(broken, FRAME, List.of(FACE));
            see(PORCH, 1);

            // Then it was looked at, its face let through, and nothing learnt from it
            assertThat(calls.get(0)).isEqualTo(Call.LOOK);
            assertThat(faces).containsExactly(true);
            assertThat(calls.subList(1, calls.size())).doesNotContain(Call.LOOK);
        }
    }

    @Nested
    class Absorbing {

        @Test
        void shouldTakeAPramForPartOfTheSceneAfterAWhile() {
            // Given
            learn();

            // When
            see(PRAM, 19);

            // Then
            assertThat(calls).containsOnly(Call.LOOK);

            // When it still stands there
            see(PRAM, 3);
            calls.clear();
            see(PRAM, 5);

            // Then
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldGoOnAbsorbingCellByCellWhileSomethingMovesElsewhere() {
            // Given
            learn();

            // When a flag moves all the time while a pram stands still
            for (int i = 0; i < 150; i++) {
                String[] view = PRAM.clone();
                view[0] = i % 2 == 0 ? "aFFaaaaaaaaa" : "aaGGaaaaaaaa";
                view[1] = view[0];
                see(view, 0.2);
            }
            calls.clear();
            see(PRAM, 0.2);

            // Then the pram is part of the scene, while the flag's place is not
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldTakeAPosterForPartOfTheSceneAndItsFaceForNoVisitor() {
            // Given
            learn();

            // When a poster with a face is hung up
            see(VISITOR, settings.stillAfter().toSeconds(), FACE);

            // Then it passes for alive only for as long as it takes to see that it never moves
            assertThat(faces).containsOnly(true);
            faces.clear();
            see(VISITOR, 60, FACE);
            assertThat(faces.subList(1, faces.size())).containsOnly(false);
            assertThat(calls.subList(calls.size() - 10, calls.size())).doesNotContain(Call.LOOK);
            assertThat(missed).isZero();
        }

        @Test
        void shouldNotBringAPosterToLifeWhenSomebodyPassesBeforeIt() {
            // Given a poster that was hung up just now, and is no part of the scene yet
            learn();
            see(VISITOR, settings.stillAfter().toSeconds() + 1, FACE);
            faces.clear();

            // When somebody walks by before it, and it comes out again
            String[] passer = shifted(TURNED);
            see(passer, 1);
            see(VISITOR, 5, FACE);

            // Then
            assertThat(faces).containsOnly(false);
        }

        @Test
        void shouldSeeAVisitorWhereAnotherStoodStillBeforeARestart() {
            // Given somebody who stood so still as to be taken for a picture, and left
            learn();
            see(VISITOR, settings.stillAfter().toSeconds() + 2, FACE);
            see(PORCH, 10);
            scene = new Scene(
                    settings, new RegularisedCosineMeasure(), scene.memory().orElseThrow());
            faces.clear();

            // When somebody else comes, and stands in the same place
            for (int i = 0; i < 10; i++) {
                see(VISITOR, 0.2, FACE);
                see(shifted(VISITOR), 0.2, FACE);
            }

            // Then
            assertThat(faces).containsOnly(true);
        }

        @Test
        void shouldSeeAVisitorBeforeAPosterAfterARestart() {
            // Given a scene with a poster
            see(HEAD, 20, FACE);
            scene = new Scene(
                    settings, new RegularisedCosineMeasure(), scene.memory().orElseThrow());
            faces.clear();

            // When
            see(HEAD, 2, FACE);

            // Then
            assertThat(faces).doesNotContain(true);

            // When somebody stands before the poster
            faces.clear();
            see(NOD, 2, FACE);

            // Then
            assertThat(faces).isNotEmpty().containsOnly(true);
        }

        @Test
        void shouldBeginAgainWhenFramesAreOfAnotherShape() {
            // Given a scene with a poster
            see(VISITOR, 20, FACE);

            // When
            String[] taller = Arrays.copyOf(VISITOR, 10);
            taller[9] = "cccccccccccc";
            see(taller, 20, FACE);

            // Then
            assertThat(scene.isProven()).isTrue();
        }

        @Test
        void shouldNotTakeAPersonWhoStandsStillForPartOfTheScene() {
            // Given
            learn();

            // When somebody stands there for two minutes, and only blinks, or shifts from foot to foot
            for (int i = 0; i < 24; i++) {
                see(VISITOR, 4.6, FACE);
                see(shifted(VISITOR), 0.4, FACE);
            }

            // Then
            assertThat(calls).containsOnly(Call.LOOK);
            assertThat(faces).containsOnly(true);

            // And when the visitor leaves, the background is what it was
            calls.clear();
            see(PORCH, 2);
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldLetTheFaceOfAPersonWhoFrozePassAgainAtTheFirstMove() {
            // Given
            learn();
            see(VISITOR, 60, FACE);
            assertThat(calls.get(calls.size() - 1)).isNotEqualTo(Call.LOOK);
            faces.clear();

            // When
            see(shifted(VISITOR), 0.2, FACE);

            // Then
            assertThat(faces).containsExactly(true);
        }
    }

    @Nested
    class WholeView {

        @Test
        void shouldLookCloselyAtAHugeChange() {
            // Given
            learn();

            // When
            see(TURNED, 10);

            // Then
            assertThat(calls).containsOnly(Call.LOOK);
            assertThat(views).containsOnly(View.DIFFERENT);
        }

        @Test
        void shouldTellOnceThatTheCameraLooksElsewhereAndLearnTheNewView() {
            // Given
            learn();

            // When
            see(TURNED, 30);

            // Then
            assertThat(views).containsOnlyOnce(View.DISPLACED);
            calls.clear();
            see(TURNED, 10);
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldNotCallALampThatIsSwitchedOnAnotherView() {
            // Given
            learn();

            // When every material looks different, but all edges are where they were
            see(inOtherLight(PORCH), 30);

            // Then
            assertThat(views).doesNotContain(View.DISPLACED);
            calls.clear();
            see(inOtherLight(PORCH), 10);
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldTellThatNothingCanBeMadeOutAndLearnNothingOfIt() {
            // Given
            learn();

            // When the lens is covered for two minutes
            see(COVERED, 120);

            // Then
            assertThat(views).containsOnly(View.BLIND);
            assertThat(calls).containsOnly(Call.LOOK);

            // When it is free again
            calls.clear();
            see(PORCH, 5);

            // Then
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldTellThatNothingCanBeMadeOutHoweverSlowlyItCameToThat() {
            // Given
            learn();

            // When it grows dark within ten minutes
            for (int step = 0; step < 3000; step++) {
                see(blend(PORCH, COVERED, step / 3000f), FRAME, List.of());
            }
            see(COVERED, settings.auditEvery().toSeconds());
            views.clear();
            calls.clear();
            see(COVERED, 120);

            // Then
            assertThat(views).isNotEmpty().containsOnly(View.BLIND);
            assertThat(calls).containsOnly(Call.LOOK);

            // And it is so at once when somebody has shone a torch for a moment
            see(PORCH, 3);
            see(COVERED, 1);
            views.clear();
            calls.clear();
            see(COVERED, 10);
            assertThat(views).isNotEmpty().containsOnly(View.BLIND);
            assertThat(calls).containsOnly(Call.LOOK);

            // And it is so after a restart, too
            scene = new Scene(
                    settings, new RegularisedCosineMeasure(), scene.memory().orElseThrow());
            calls.clear();
            see(COVERED, 2);
            assertThat(calls).containsOnly(Call.LOOK);

            // When it grows light again
            for (int step = 0; step < 3000; step++) {
                see(blend(COVERED, PORCH, step / 3000f), FRAME, List.of());
            }
            see(PORCH, settings.absorbAfter().toSeconds() + 5);
            views.clear();
            calls.clear();
            see(PORCH, 20);

            // Then
            assertThat(views).doesNotContain(View.BLIND);
            assertThat(calls).doesNotContain(Call.LOOK);
        }

        @Test
        void shouldTellAtOnceThatItIsStillDarkWhenATorchIsPutOut() {
            // Given it has grown just as dark as to make nothing out
            learn();
            int step = 0;
            FeatureMap frame;
            do {
                frame = blend(PORCH, COVERED, ++step / 3000f);
                see(frame, FRAME, List.of());
            } while (SpatialContrast.of(BackgroundModel.of(frame)).strength() > 0.018f);
            for (int i = 0; i < 200; i++) {
                see(blend(PORCH, COVERED, step / 3000f), FRAME, List.of());
            }
            assertThat(views).endsWith(View.BLIND);

            // When
            see(PORCH, 3);
            for (int i = 0; i < 10; i++) {
                see(blend(PORCH, COVERED, step / 3000f), FRAME, List.of());
            }
            views.clear();
            calls.clear();
            for (int i = 0; i < 20; i++) {
                see(blend(PORCH, COVERED, step / 3000f), FRAME, List.of());
            }

            // Then
            assertThat(calls).containsOnly(Call.LOOK);
            assertThat(views).containsOnly(View.BLIND);
        }

        @Test
        void shouldTellThatNothingCanBeMadeOutFromTheBeginning() {
            // When
            see(COVERED, 20);

            // Then
            assertThat(views.subList(1, views.size())).containsOnly(View.BLIND);
            assertThat(scene.isProven()).isFalse();
        }

        @Test
        void shouldNotCallAVisitorAtTheLensBlind() {
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
            see(close, 5, new BoundingBox(0.1f, 0, 0.9f, 0.9f));

            // Then
            assertThat(views).containsOnly(View.DIFFERENT);
            assertThat(faces).containsOnly(true);
        }
    }

    @Nested
    class Calibrating {

        @Test
        void shouldHaveALowThresholdWhereThereIsLittleNoise() {
            // Given
            noise = 0.01;
            learn();
            see(PORCH, 20);

            // Then
            assertThat(threshold()).isEqualTo(settings.floor());
        }

        @Test
        void shouldRaiseItWithTheNoiseButNotOverItsCeiling() {
            // Given
            learn();
            see(PORCH, 20);
            float before = threshold();

            // When
            noise = 0.3;
            see(PORCH, 60);

            // Then
            assertThat(threshold()).isBetween(before * 1.2f, settings.ceiling());
            calls.clear();
            see(PORCH, 20);
            assertThat(calls).doesNotContain(Call.LOOK);

            // When the noise is so large that visitors could hide in it
            noise = 2;
            see(PORCH, 60);

            // Then
            assertThat(threshold()).isLessThanOrEqualTo(settings.ceiling());
            calls.clear();
            see(PORCH, 10);
            assertThat(calls).containsOnly(Call.LOOK);
        }

        @Test
        void shouldKeepItThroughARestart() {
            // Given
            noise = 0.3;
            learn();
            see(PORCH, 60);
            float before = threshold();

            // When
            scene = new Scene(
                    settings, new RegularisedCosineMeasure(), scene.memory().orElseThrow());
            calls.clear();
            see(PORCH, 2);

            // Then
            assertThat(threshold()).isCloseTo(before, org.assertj.core.data.Percentage.withPercentage(10));
            assertThat(calls).doesNotContain(Call.LOOK);
        }
    }

    @Nested
    class Auditing {

        @Test
        void shouldDetectAQuietFrameEverySoOften() {
            // Given
            learn();

            // When
            see(PORCH, 120);

            // Then
            assertThat(calls).doesNotContain(Call.LOOK);
            assertThat(calls.stream().filter(Call.AUDIT::equals)).hasSize(4);
            assertThat(missed).isZero();
        }

        @Test
        void shouldCountWhomTheFilterHadMissedAndLowerTheThreshold() {
            // Given a door whose threshold is far too high, shortly before an audit
            scene = new Scene(settings.fixedAt(0.1f), new RegularisedCosineMeasure(), now);
            learn();
            see(PORCH, 15);

            // When somebody hardly differs from the wall, and moves
            for (int i = 0; i < 20; i++) {
                see(blend(PORCH, i % 2 == 0 ? HEAD : NOD, 0.4f), FRAME, List.of(FACE));
            }

            // Then
            assertThat(calls).contains(Call.AUDIT);
            assertThat(missed).isEqualTo(1);
            assertThat(faces).contains(true);
            assertThat(threshold()).isLessThan(0.08f);
        }

        @Test
        void shouldNotSuspectAPosterWhenTheLightChangesSlowly() {
            // Given
            see(VISITOR, 14, FACE);
            calls.clear();

            // When
            for (int step = 0; step < 3000; step++) {
                see(blend(VISITOR, inOtherLight(VISITOR), step / 3000f), FRAME, List.of(FACE));
            }

            // Then
            assertThat(calls).doesNotContain(Call.LOOK);
            assertThat(missed).isZero();
            assertThat(faces).containsOnly(false);
        }

        @Test
        void shouldCountWhomItMissesOfACameraThatSendsAFrameAMinute() {
            // Given
            scene = new Scene(settings.fixedAt(0.1f), new RegularisedCosineMeasure(), now);
            learn();

            // When
            for (int i = 0; i < 4; i++) {
                see(blend(PORCH, i % 2 == 0 ? HEAD : NOD, 0.4f), Duration.ofMinutes(1), List.of(FACE));
            }

            // Then
            assertThat(calls).startsWith(Call.AUDIT, Call.LOOK);
            assertThat(missed).isPositive();
            assertThat(faces).contains(true);
            assertThat(threshold()).isLessThan(0.08f);
        }

        @Test
        void shouldAuditACameraThatStartsAnewAllTheTime() {
            // Given
            learn();

            // When
            for (int i = 0; i < 6; i++) {
                scene.restart(now);
                see(PORCH, 20);
            }

            // Then
            assertThat(calls).contains(Call.AUDIT);
        }

        @Test
        void shouldNotTakeAFaceForOneOfTheScenesOwnWhileItMoves() {
            // Given
            learn();
            BoundingBox wide = FeatureGrids.box(PORCH, 2, 1, 4, 7);

            // When somebody moves for long of whose face little differs from the wall
            for (int i = 0; i < 100; i++) {
                String[] view = PORCH.clone();
                view[3] = i % 2 == 0 ? "abbbaaaFdddd" : "abbbaaaGdddd";
                see(view, 0.2, wide);
            }
            calls.clear();
            see(PORCH, 31, wide);

            // Then an audit that finds the face looks closely
            assertThat(calls).containsSequence(Call.AUDIT, Call.LOOK);
        }

        @Test
        void shouldNotCountFacesThatHangOnTheWall() {
            // Given
            see(VISITOR, 14, FACE);

            // When
            see(VISITOR, 120, FACE);

            // Then
            assertThat(calls).contains(Call.AUDIT);
            assertThat(missed).isZero();
            assertThat(faces).containsOnly(false);
        }
    }

    @Test
    void shouldCountNoTimeOfBeforeWhenTheClockBeginsAnew() {
        // Given
        learn();
        see(PRAM, 15);

        // When the clock is put back by a day
        now = now.minus(Duration.ofDays(1));
        scene.restart(now);
        calls.clear();
        see(PRAM, 15);

        // Then it waits anew, and absorbs in the end
        assertThat(calls).containsOnly(Call.LOOK);
        see(PRAM, 8);
        calls.clear();
        see(PRAM, 5);
        assertThat(calls).doesNotContain(Call.LOOK);
    }

    private void learn() {
        see(PORCH, 14);
        assertThat(scene.isProven()).isTrue();
        calls.clear();
        views.clear();
        faces.clear();
    }

    private void see(String[] view, double seconds, BoundingBox... faces) {
        for (long left = Math.round(seconds * 1000); left > 0; left -= FRAME.toMillis()) {
            see(FeatureGrids.noisy(noise, seed++, view), FRAME, List.of(faces));
        }
    }

    private void see(FeatureMap frame, Duration gap, List<BoundingBox> detected) {
        now = now.plus(gap);
        BackgroundComparison comparison = scene.compare(frame, now);
        calls.add(comparison.call());
        if (comparison.call() == Call.LEAVE) {
            scene.follow(frame, comparison, now);
            return;
        }
        SceneUpdate examination = scene.examine(frame, comparison, detected, now);
        faces.addAll(examination.living());
        views.add(examination.view());
        missed += examination.missed();
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

    /** Everything half a step to the side: the face's edges move. */
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
