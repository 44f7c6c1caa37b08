package io.vestibule.lab.evaluation.watch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.filter.FrameResult;
import io.vestibule.lab.evaluation.watch.score.GroundTruth.Visit;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five frames a second. A visitor is needed in frames 10 to 19 of 100. */
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

    @Test
    void shouldCountExitsAndRecalledFramesWhenAFrameIsMissed() {
        // When one frame is missed, and five are detected without need
        WatchCounts counts = score(foundFrom(10), i -> i >= 11 && i < 25, i -> true);

        // Then
        assertThat(counts).isEqualTo(new WatchCounts(100, 86, 10, 9, 0, 1, 1, 0));
        assertThat(counts.exitShare()).isEqualTo(0.86);
        assertThat(counts.frameRecall()).hasValue(0.9);
        assertThat(counts.falseDetectionShare()).isCloseTo(5 / 90.0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"15, 1", "16, 0"})
    void shouldCountAVisitAsDetectedWhenAFrameIsDetectedWithinASecond(int firstDetected, int visitsDetected) {
        // When
        WatchCounts counts = score(foundFrom(10), i -> i >= firstDetected, i -> true);

        // Then
        assertThat(counts.visitsDetected()).isEqualTo(visitsDetected);
    }

    @Test
    void shouldNotCountAVisitAsDetectedWhenTheFaceIsRejected() {
        // When
        WatchCounts counts = score(foundFrom(10), i -> true, i -> i >= 18);

        // Then
        assertThat(counts.visitsDetected()).isZero();
        assertThat(counts.rejected()).isEqualTo(8);
        assertThat(counts.recalled()).isEqualTo(10);
        assertThat(counts.strictRecall()).hasValue(0.2);
    }

    @Test
    void shouldCountAVisitAsDetectedWhenTheDetectorFindsNoFace() {
        // When
        WatchCounts counts = score(foundFrom(20), i -> true, i -> true);

        // Then
        assertThat(counts.visitsDetected()).isEqualTo(1);
        assertThat(counts.rejected()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"100, 70, 0", "100, 75, 4", "75, 100, 4"})
    void shouldCountAStaticFaceWhenItCountsAsLiveAfterTenSeconds(int detectedUntil, int liveUntil, int passed) {
        // Given a poster from frame 20 on; ten seconds end with frame 70
        List<List<BoundingBox>> faces = IntStream.range(0, FRAMES)
                .mapToObj(i -> i >= 20 ? List.of(POSTER) : List.<BoundingBox>of())
                .toList();

        // When
        WatchCounts counts = score(faces, i -> i < detectedUntil, i -> i < liveUntil);

        // Then
        assertThat(counts.staticFacesPassed()).isEqualTo(passed);
    }

    /** Faces that the detector finds: the visitor from a frame on. */
    private static List<List<BoundingBox>> foundFrom(int first) {
        return IntStream.range(0, FRAMES)
                .mapToObj(i -> i >= first && i < 20 ? List.of(VISITOR) : List.<BoundingBox>of())
                .toList();
    }

    private static WatchCounts score(List<List<BoundingBox>> faces, IntPredicate detected, IntPredicate live) {
        FilterTrace trace = new FilterTrace();
        for (int i = 0; i < FRAMES; i++) {
            List<Boolean> liveFaces =
                    detected.test(i) ? Collections.nCopies(faces.get(i).size(), live.test(i)) : List.of();
            trace.add(new FrameResult(detected.test(i), liveFaces, 0.1f, 0.05f, 1_000_000));
        }
        return new FilterScorer(TRUTH, TIMES, faces).score(trace);
    }
}
