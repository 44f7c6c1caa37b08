package io.vestibule.lab.evaluation.watch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.lab.evaluation.watch.score.RecallCurve.Point;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A thousand frames, of which 200 need detection. */
class RecallCurveTest {

    @Test
    void shouldReturnThePointWithTheMostExitsWhenSeveralRecallEnough() {
        // Given 199 of 200 are 99.5 %, 198 are not
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 700), point(0.2, 199, 500), point(0.4, 198, 100)));

        // When
        Point best = curve.best().orElseThrow();

        // Then
        assertThat(best.threshold()).isEqualTo(0.2f);
        assertThat(best.counts().exitShare()).isEqualTo(0.301);
    }

    @Test
    void shouldReturnAStricterPointWhenFacesAreRejected() {
        // Given at 0.4 all needed frames are detected, but two faces are rejected
        Point rejecting = new Point(0.4f, new WatchCounts(1000, 700, 200, 200, 2, 2, 2, 0));
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 700), rejecting));

        // When
        Point strictest = curve.strictest().orElseThrow();

        // Then
        assertThat(strictest.threshold()).isEqualTo(0.1f);
        assertThat(curve.best()).hasValue(rejecting);
    }

    @Test
    void shouldNotReturnAPointWhenItLosesAVisit() {
        // Given
        Point losing = new Point(0.4f, new WatchCounts(1000, 700, 200, 200, 50, 2, 1, 0));
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 700), losing));

        // When
        Point best = curve.best().orElseThrow();

        // Then
        assertThat(best.threshold()).isEqualTo(0.1f);
    }

    @Test
    void shouldReturnNoPointWhenNoThresholdRecallsEnough() {
        assertThat(new RecallCurve(List.of(point(0.1, 198, 700))).best()).isEmpty();
    }

    @Test
    void shouldReturnNoPointWhenNothingNeedsDetection() {
        assertThat(withoutNeed().best()).isEmpty();
    }

    @Test
    void shouldJoinThePointsByStraightLinesWhenItComputesTheArea() {
        // Given all found with half of the other frames detected, half found with none
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 400), point(0.2, 100, 0)));

        // When
        OptionalDouble area = curve.area();

        // Then the lines are (0, 0.5) to (0.5, 1) to (1, 1)
        assertThat(area.orElseThrow()).isCloseTo(0.5 * 0.75 + 0.5, within(1e-9));
    }

    @Test
    void shouldHaveHalfTheAreaWhenTheFilterDetectsEveryFrame() {
        assertThat(new RecallCurve(List.of(point(0, 200, 800))).area()).hasValue(0.5);
    }

    @Test
    void shouldHaveNoAreaWhenNothingNeedsDetection() {
        assertThat(withoutNeed().area()).isEmpty();
    }

    @Test
    void shouldAddCountsByThresholdWhenItAddsCurves() {
        // Given
        RecallCurve one = new RecallCurve(List.of(point(0.1, 200, 0), point(0.2, 100, 0)));
        RecallCurve other = new RecallCurve(List.of(point(0.1, 190, 10), point(0.2, 180, 0)));

        // When
        RecallCurve sum = one.plus(other);

        // Then
        assertThat(sum.points().get(0).counts()).isEqualTo(new WatchCounts(2000, 1600, 400, 390, 0, 4, 4, 0));
        assertThat(sum.points().get(1).counts().recalled()).isEqualTo(280);
    }

    private static RecallCurve withoutNeed() {
        return new RecallCurve(List.of(new Point(0.1f, new WatchCounts(10, 5, 0, 0, 0, 0, 0, 0))));
    }

    private static Point point(double threshold, int recalled, int detectedWithoutNeed) {
        return new Point(
                (float) threshold,
                new WatchCounts(1000, 1000 - recalled - detectedWithoutNeed, 200, recalled, 0, 2, 2, 0));
    }
}
