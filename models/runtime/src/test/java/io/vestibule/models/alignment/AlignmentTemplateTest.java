package io.vestibule.models.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AlignmentTemplateTest {

    private static final Offset<Float> HUNDREDTH_OF_A_PIXEL = within(0.01f);

    @Test
    void shouldShiftTheTemplatesPointsByTheMargin() {
        // When
        SimilarityTransform canvas = AlignmentTemplate.canvasFrom(AlignmentTemplate.ARCFACE);

        // Then
        for (Point2D point : AlignmentTemplate.ARCFACE.list()) {
            assertClose(
                    canvas.apply(point), new Point2D(point.x() + AlignedFace.MARGIN, point.y() + AlignedFace.MARGIN));
        }
    }

    @Test
    void shouldMapATiltedLargeFaceOntoTheTemplate() {
        // Given
        // The template rotated by 40 degrees, four times as large and shifted.
        double tilt = Math.toRadians(40);
        SimilarityTransform pose = new SimilarityTransform(4 * Math.cos(tilt), 4 * Math.sin(tilt), 900, 300);
        List<Point2D> seen =
                AlignmentTemplate.ARCFACE.list().stream().map(pose::apply).toList();
        FivePoints points = new FivePoints(seen.get(0), seen.get(1), seen.get(2), seen.get(3), seen.get(4));

        // When
        SimilarityTransform canvas = AlignmentTemplate.canvasFrom(points);

        // Then
        assertThat(canvas.scale()).isCloseTo(0.25, within(1e-5));
        assertClose(canvas.apply(points.nose()), new Point2D(56.0252f + 16, 71.7366f + 16));
    }

    @Test
    void shouldPlaceDlibsCropByItsFormula() {
        // Given
        // The formula on the 112x112 crop: scale by 1.06 * 150 / 112 around (56, 56), then up by 0.15 * 150.
        SimilarityTransform crop = AlignmentTemplate.dlibFromCanvas();

        // Then
        assertClose(crop.apply(new Point2D(56 + 16, 56 + 16)), new Point2D(75, 52.5f));
        assertThat(crop.scale()).isCloseTo(1.4196, within(1e-4));
    }

    @Test
    void shouldKeepDlibsCropInsideTheCanvas() {
        // When
        SimilarityTransform back = AlignmentTemplate.dlibFromCanvas().inverse();

        // Then
        for (Point2D corner :
                List.of(new Point2D(0, 0), new Point2D(149, 0), new Point2D(0, 149), new Point2D(149, 149))) {
            assertThat(back.apply(corner).x()).isBetween(0f, AlignedFace.SIDE - 1f);
            assertThat(back.apply(corner).y()).isBetween(0f, AlignedFace.SIDE - 1f);
        }
    }

    private static void assertClose(Point2D found, Point2D expected) {
        assertThat(found.x()).isCloseTo(expected.x(), HUNDREDTH_OF_A_PIXEL);
        assertThat(found.y()).isCloseTo(expected.y(), HUNDREDTH_OF_A_PIXEL);
    }
}
