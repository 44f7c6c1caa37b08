package io.vestibule.models.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandmarksTest {

    private static final int SIDE = 64;

    @Test
    void shouldUseASquareAroundTheBoxsCentreInTheFirstPass() {
        // Given
        // A box 60 wide and 80 high.
        BoundingBox box = new BoundingBox(110, 200, 170, 280);

        // When
        SimilarityTransform toInput = Landmarks.firstPass(box, SIDE);

        // Then
        assertThat(toInput.apply(new Point2D(100, 200))).isEqualTo(new Point2D(0, 0));
        assertThat(toInput.apply(new Point2D(180, 280))).isEqualTo(new Point2D(SIDE, SIDE));
    }

    @Test
    void shouldAverageTheFivePointsAndMapThemToTheFrame() {
        // Given
        // All points in the centre except the nose and the left corner of the mouth.
        float[] xy = new float[2 * Landmarks.POINTS];
        Arrays.fill(xy, 0.5f);
        put(xy, 30, 0.25f, 0.75f);
        put(xy, 48, 0.3f, 0.8f);
        put(xy, 60, 0.5f, 0.9f);

        // When
        FivePoints points = Landmarks.fivePoints(xy, Landmarks.firstPass(new BoundingBox(0, 0, 80, 80), SIDE), SIDE);

        // Then
        assertClose(points.leftEye(), new Point2D(40, 40));
        assertClose(points.nose(), new Point2D(20, 60));
        assertClose(points.leftMouth(), new Point2D(32, 68));
        assertClose(points.rightMouth(), new Point2D(40, 40));
    }

    @Test
    void shouldFindTheSamePointsInTheSecondPassWhenTheNetworkIsExact() {
        // Given
        // A tilted face and exact outputs of the network.
        FivePoints tilted = new FivePoints(
                new Point2D(100, 100),
                new Point2D(160, 140),
                new Point2D(115, 160),
                new Point2D(80, 175),
                new Point2D(130, 205));
        SimilarityTransform toInput = Landmarks.secondPass(tilted, SIDE);
        float[] xy = new float[2 * Landmarks.POINTS];
        setPoint(xy, toInput, tilted.leftEye(), 37, 38, 40, 41);
        setPoint(xy, toInput, tilted.rightEye(), 43, 44, 46, 47);
        setPoint(xy, toInput, tilted.nose(), 30);
        setPoint(xy, toInput, tilted.leftMouth(), 48, 60);
        setPoint(xy, toInput, tilted.rightMouth(), 54, 64);

        // When
        List<Point2D> found = Landmarks.fivePoints(xy, toInput, SIDE).list();

        // Then
        for (int i = 0; i < found.size(); i++) {
            assertClose(found.get(i), tilted.list().get(i));
        }
    }

    @Test
    void shouldShowATiltedFaceUprightInTheSecondPass() {
        // Given
        // ArcFace's template, turned by 45 degrees.
        SimilarityTransform turn = new SimilarityTransform(1, 1, 300, 200);
        List<Point2D> turned =
                AlignmentTemplate.ARCFACE.list().stream().map(turn::apply).toList();
        FivePoints tilted = new FivePoints(turned.get(0), turned.get(1), turned.get(2), turned.get(3), turned.get(4));

        // When
        SimilarityTransform toInput = Landmarks.secondPass(tilted, SIDE);

        // Then
        Point2D leftEye = toInput.apply(tilted.leftEye());
        Point2D rightEye = toInput.apply(tilted.rightEye());
        assertThat(leftEye.y()).isCloseTo(rightEye.y(), within(1f));
        assertThat(leftEye.x()).isLessThan(rightEye.x());
    }

    @Test
    void shouldRefuseTheNumbersWhenTheyAreNotSixtyEightPairs() {
        assertThatThrownBy(() -> Landmarks.fivePoints(new float[10], SimilarityTransform.IDENTITY, SIDE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void setPoint(float[] xy, SimilarityTransform toInput, Point2D point, int... numbers) {
        Point2D seen = toInput.apply(point);
        for (int number : numbers) {
            put(xy, number, seen.x() / SIDE, seen.y() / SIDE);
        }
    }

    private static void put(float[] xy, int number, float x, float y) {
        xy[2 * number] = x;
        xy[2 * number + 1] = y;
    }

    private static void assertClose(Point2D found, Point2D expected) {
        assertThat(found.x()).isCloseTo(expected.x(), within(0.01f));
        assertThat(found.y()).isCloseTo(expected.y(), within(0.01f));
    }
}
