package io.vestibule.models.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.geometry.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {

    private static final List<Point2D> TRIANGLE = List.of(new Point2D(0, 0), new Point2D(4, 0), new Point2D(0, 2));

    @Test
    void shouldFitARotationByNinetyDegrees() {
        // Given
        // A clockwise rotation on the screen: x becomes y, y becomes -x.
        List<Point2D> turned = List.of(new Point2D(0, 0), new Point2D(0, 4), new Point2D(-2, 0));

        // When
        SimilarityTransform found = SimilarityTransform.fit(TRIANGLE, turned);

        // Then
        assertClose(found, new SimilarityTransform(0, 1, 0, 0));
    }

    @Test
    void shouldFitRotationScaleAndShiftTogether() {
        // Given
        SimilarityTransform hidden = new SimilarityTransform(3 * Math.cos(0.7), 3 * Math.sin(0.7), 100, -20);

        // When
        SimilarityTransform found = SimilarityTransform.fit(
                TRIANGLE, TRIANGLE.stream().map(hidden::apply).toList());

        // Then
        assertClose(found, hidden);
        assertThat(found.scale()).isCloseTo(3, within(1e-5));
    }

    @Test
    void shouldNotReflectEvenWhenAReflectionFitsBest() {
        // Given
        // The mirror image of the triangle.
        List<Point2D> mirrored = List.of(new Point2D(0, 0), new Point2D(-4, 0), new Point2D(0, 2));

        // When
        SimilarityTransform found = SimilarityTransform.fit(TRIANGLE, mirrored);

        // Then
        // The determinant of the matrix is positive.
        assertThat(found.a() * found.a() + found.b() * found.b()).isGreaterThan(0);
        assertThat(found.apply(new Point2D(4, 0)).x()).isNotCloseTo(-4, within(0.5f));
    }

    @Test
    void shouldMinimiseTheSquaresWhenNoTransformFitsExactly() {
        // Given
        // A square with one corner moved by (3, 1).
        List<Point2D> square = List.of(new Point2D(-1, -1), new Point2D(1, -1), new Point2D(1, 1), new Point2D(-1, 1));
        List<Point2D> pulled = List.of(new Point2D(-1, -1), new Point2D(1, -1), new Point2D(4, 2), new Point2D(-1, 1));

        // When
        SimilarityTransform found = SimilarityTransform.fit(square, pulled);

        // Then
        // Computed by hand: means (0.75, 0.25); sums along 12, across -2, spread 8.
        assertClose(found, new SimilarityTransform(1.5, -0.25, 0.75, 0.25));
    }

    @Test
    void shouldGiveTheIdentityWhenComposedWithItsInverse() {
        // Given
        SimilarityTransform any = new SimilarityTransform(0.3, -1.2, 17, 5);

        // Then
        assertClose(any.then(any.inverse()), SimilarityTransform.IDENTITY);
        assertClose(any.inverse().then(any), SimilarityTransform.IDENTITY);
    }

    @Test
    void shouldApplyTheFirstTransformFirstWhenComposed() {
        // When
        SimilarityTransform both = SimilarityTransform.shift(1, 0).then(SimilarityTransform.scaling(10));

        // Then
        assertThat(both.apply(new Point2D(2, 3))).isEqualTo(new Point2D(30, 30));
    }

    @Test
    void shouldRefuseToFitWhenPointsCoincideOrDifferInNumber() {
        assertThatThrownBy(() ->
                        SimilarityTransform.fit(List.of(new Point2D(1, 1), new Point2D(1, 1)), TRIANGLE.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("coincide");
        assertThatThrownBy(() -> SimilarityTransform.fit(TRIANGLE, TRIANGLE.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimilarityTransform.fit(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertClose(SimilarityTransform found, SimilarityTransform expected) {
        assertThat(new double[] {found.a(), found.b(), found.shiftX(), found.shiftY()})
                .containsExactly(
                        new double[] {expected.a(), expected.b(), expected.shiftX(), expected.shiftY()}, within(1e-5));
    }
}
