package io.vestibule.models.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoseTest {

    /** Eyes 40 apart; the nose at 0.55 of the 40 from eyes to mouth. */
    private static final FivePoints FRONTAL = face(new Point2D(20, 22));

    @Test
    void shouldGiveZeroAnglesWhenTheFaceIsFrontal() {
        // When
        Pose pose = Pose.of(FRONTAL);

        // Then
        assertThat(pose.yaw()).isCloseTo(0, within(0.01f));
        assertThat(pose.pitch()).isCloseTo(0, within(0.01f));
        assertThat(pose.roll()).isCloseTo(0, within(0.01f));
    }

    @Test
    void shouldGiveTheYawOfTheSideOnWhichTheNoseIs() {
        // Given
        // A shift of the nose by 0.6 of the eye distance of 40, so the tangent of the yaw is 1.
        FivePoints turned = face(new Point2D(20 + 24, 22));

        // Then
        assertThat(Pose.of(turned).yaw()).isCloseTo(45, within(0.01f));
    }

    @Test
    void shouldGiveAPositivePitchWhenTheNoseIsHigher() {
        assertThat(Pose.of(face(new Point2D(20, 15))).pitch()).isPositive();
        assertThat(Pose.of(face(new Point2D(20, 30))).pitch()).isNegative();
    }

    @Test
    void shouldChangeOnlyTheRollWhenTheHeadIsRotated() {
        // Given
        double tilt = Math.toRadians(30);
        SimilarityTransform turn = new SimilarityTransform(2 * Math.cos(tilt), 2 * Math.sin(tilt), 300, 100);
        List<Point2D> tilted = FRONTAL.list().stream().map(turn::apply).toList();

        // When
        Pose pose = Pose.of(new FivePoints(tilted.get(0), tilted.get(1), tilted.get(2), tilted.get(3), tilted.get(4)));

        // Then
        assertThat(pose.roll()).isCloseTo(30, within(0.01f));
        assertThat(pose.yaw()).isCloseTo(0, within(0.01f));
        assertThat(pose.pitch()).isCloseTo(0, within(0.01f));
    }

    private static FivePoints face(Point2D nose) {
        return new FivePoints(new Point2D(0, 0), new Point2D(40, 0), nose, new Point2D(5, 40), new Point2D(35, 40));
    }
}
