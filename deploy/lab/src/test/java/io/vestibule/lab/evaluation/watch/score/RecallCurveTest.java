package io.vestibule.lab.evaluation.watch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.lab.evaluation.watch.score.RecallCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand frames, of which 200 need detection. */
class RecallCurveTest {

    private static Point point(double threshold, int recalled, int lookedForNothing) {
        return new Point(
                (float) threshold,
                new WatchCounts(1000, 1000 - recalled - lookedForNothing, 200, recalled, 0, 2, 2, 0));
    }

    @Test
    void shouldFindTheMostExitsThatRecallEnoughWithoutInterpolating() {
        // Given: 199 of 200 are 99.5 %, 198 are not
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 700), point(0.2, 199, 500), point(0.4, 198, 100)));

        // Then
        assertThat(curve.best())
                .hasValueSatisfying(best -> assertThat(best.threshold()).isEqualTo(0.2f));
        assertThat(curve.best().orElseThrow().tally().exitShare()).isEqualTo(0.301);
    }

    @Test
    void shouldTellWhatItWouldBeIfEachFaceHadToPassAsAlive() {
        // Given: at 0.4 all are looked at, but two are turned away
        Point turning = new Point(0.4f, new WatchCounts(1000, 700, 200, 200, 2, 2, 2, 0));
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 700), turning));

        // Then
        assertThat(curve.best()).hasValue(turning);
        assertThat(curve.strictest().orElseThrow().threshold()).isEqualTo(0.1f);
    }

    @Test
    void shouldNotTakeAThresholdThatLosesAVisit() {
        // Given
        Point losing = new Point(0.4f, new WatchCounts(1000, 700, 200, 200, 50, 2, 1, 0));

        // Then
        assertThat(new RecallCurve(List.of(point(0.1, 200, 700), losing))
                        .best()
                        .orElseThrow()
                        .threshold())
                .isEqualTo(0.1f);
    }

    @Test
    void shouldFindNothingWhenNoThresholdRecallsEnoughOrNothingIsNeeded() {
        assertThat(new RecallCurve(List.of(point(0.1, 198, 700))).best()).isEmpty();
        assertThat(new RecallCurve(List.of(new Point(0.1f, new WatchCounts(10, 5, 0, 0, 0, 0, 0, 0)))).best())
                .isEmpty();
    }

    @Test
    void shouldMeasureTheAreaUnderStraightLinesFromCornerToCorner() {
        // Given: all found while half of the idle frames are looked at, half found while none is
        RecallCurve curve = new RecallCurve(List.of(point(0.1, 200, 400), point(0.2, 100, 0)));

        // Then: (0, 0.5) to (0.5, 1) to (1, 1)
        assertThat(curve.area().orElseThrow()).isCloseTo(0.5 * 0.75 + 0.5, within(1e-9));
    }

    @Test
    void shouldGiveAFilterThatLooksAtEverythingHalfOfTheArea() {
        assertThat(new RecallCurve(List.of(point(0, 200, 800))).area()).hasValue(0.5);
    }

    @Test
    void shouldHaveNoAreaWhenNothingIsNeeded() {
        assertThat(new RecallCurve(List.of(new Point(0.1f, new WatchCounts(10, 5, 0, 0, 0, 0, 0, 0)))).area())
                .isEmpty();
    }

    @Test
    void shouldAddClipsThresholdByThreshold() {
        // Given
        RecallCurve one = new RecallCurve(List.of(point(0.1, 200, 0), point(0.2, 100, 0)));
        RecallCurve other = new RecallCurve(List.of(point(0.1, 190, 10), point(0.2, 180, 0)));

        // When
        RecallCurve sum = one.plus(other);

        // Then
        assertThat(sum.points().get(0).tally()).isEqualTo(new WatchCounts(2000, 1600, 400, 390, 0, 4, 4, 0));
        assertThat(sum.points().get(1).tally().recalled()).isEqualTo(280);
    }
}
