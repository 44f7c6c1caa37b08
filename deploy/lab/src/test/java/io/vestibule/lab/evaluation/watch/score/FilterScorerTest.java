package io.vestibule.lab.evaluation.watch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.filter.FrameResult;
import io.vestibule.lab.evaluation.watch.score.GroundTruth.Visit;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five frames a second; a visitor is needed in frames 10 to 19 of 100. */
class FilterScorerTest {

    private static final BoundingBox VISITOR = new BoundingBox(100, 100, 160, 160);
    private static final BoundingBox POSTER = new BoundingBox(400, 100, 460, 160);

    private static final int FRAMES = 100;

    private static final List<Duration> TIMES = IntStream.range(0, FRAMES)
            .mapToObj(i -> Duration.ofMillis(200L * i))
            .toList();

    private static final GroundTruth TRUTH = new GroundTruth(
            IntStream.range(0, FRAMES)
                    .mapToObj(i -> i >= 10 && i < 20 ? List.of(VISITOR) : List.<BoundingBox>of())
                    .toList(),
            List.of(new Visit(10, 19)),
            List.of());

    /** Faces that the detector finds: the visitor from a frame on. */
    private static List<List<BoundingBox>> foundFrom(int first) {
        return IntStream.range(0, FRAMES)
                .mapToObj(i -> i >= first && i < 20 ? List.of(VISITOR) : List.<BoundingBox>of())
                .toList();
    }

    private static FilterTrace trace(List<List<BoundingBox>> faces, IntPredicate looked, IntPredicate living) {
        FilterTrace trace = new FilterTrace();
        for (int i = 0; i < FRAMES; i++) {
            boolean alive = living.test(i);
            List<Boolean> passed = faces.get(i).stream().map(face -> alive).toList();
            trace.add(new FrameResult(looked.test(i), looked.test(i) ? passed : List.of(), 0.1f, 0.05f, 1_000_000));
        }
        return trace;
    }

    private static WatchCounts tally(List<List<BoundingBox>> faces, IntPredicate looked, IntPredicate living) {
        return new FilterScorer(TRUTH, TIMES, faces).tally(trace(faces, looked, living));
    }

    @Test
    void shouldCountExitsAndNeededFramesThatWereLookedAt() {
        // When: a frame is missed, and five are looked at for nothing
        WatchCounts tally = tally(foundFrom(10), i -> i >= 11 && i < 25, i -> true);

        // Then
        assertThat(tally).isEqualTo(new WatchCounts(100, 86, 10, 9, 0, 1, 1, 0));
        assertThat(tally.exitShare()).isEqualTo(0.86);
        assertThat(tally.frameRecall()).hasValue(0.9);
        assertThat(tally.falseLooks()).isCloseTo(5 / 90.0, within(1e-9));
    }

    @Test
    void shouldCallAVisitDetectedWhenItIsLookedAtWithinASecondAndNotLater() {
        assertThat(tally(foundFrom(10), i -> i >= 15, i -> true).visitsDetected())
                .isEqualTo(1);
        assertThat(tally(foundFrom(10), i -> i >= 16, i -> true).visitsDetected())
                .isZero();
    }

    @Test
    void shouldNotCallAVisitDetectedWhenTheFaceIsTurnedAway() {
        // When
        WatchCounts tally = tally(foundFrom(10), i -> true, i -> i >= 18);

        // Then
        assertThat(tally.visitsDetected()).isZero();
        assertThat(tally.turnedAway()).isEqualTo(8);
        assertThat(tally.recalled()).isEqualTo(10);
        assertThat(tally.strictRecall()).hasValue(0.2);
    }

    @Test
    void shouldNotBlameTheFilterForWhatTheDetectorDoesNotFind() {
        // When: degraded, the face is found after two seconds only
        WatchCounts tally = tally(foundFrom(20), i -> true, i -> true);

        // Then
        assertThat(tally.visitsDetected()).isEqualTo(1);
        assertThat(tally.turnedAway()).isZero();
    }

    @Test
    void shouldCountEachTimeThatAStaticFacePassesAfterTenSeconds() {
        // Given: it hangs from frame 20 on, ten seconds end with frame 70
        List<List<BoundingBox>> faces = IntStream.range(0, FRAMES)
                .mapToObj(i -> i >= 20 ? List.of(POSTER) : List.<BoundingBox>of())
                .toList();

        // Then
        assertThat(tally(faces, i -> true, i -> i < 70).staticFacesPassed()).isZero();
        assertThat(tally(faces, i -> true, i -> i < 75).staticFacesPassed()).isEqualTo(4);
        assertThat(tally(faces, i -> i < 75, i -> true).staticFacesPassed()).isEqualTo(4);
    }
}
