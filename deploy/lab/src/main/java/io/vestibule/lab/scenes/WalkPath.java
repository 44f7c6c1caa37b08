package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import java.time.Duration;

/** A visitor's movement: enters from one side at a distance, approaches, stands in front of the camera, and leaves. */
record WalkPath(ScriptedVisit visit) {

    /** Share of the visit for the approach, and again for leaving. */
    private static final double WALKING = 0.32;

    private static final double FAR = 0.062 * WIDTH;
    private static final double NEAR = 0.185 * WIDTH;

    /** Centre and width of the face in pixels, and rotation of the head in degrees. */
    record Pose(double x, double y, double faceWidth, double turn) {}

    /**
     * Returns the pose at a time.
     *
     * @param time script time, within the visit
     */
    Pose at(Duration time) {
        double seconds = time.minus(visit.from()).toMillis() / 1000.0;
        double progress = seconds / (visit.to().minus(visit.from()).toMillis() / 1000.0);
        double near = smooth(Math.min(progress, 1 - progress) / WALKING);
        boolean left = visit.side() == Side.LEFT;
        double begin = left ? -0.16 : 1.16;
        double end = left ? 0.45 : 0.57;
        double faceWidth = FAR + (NEAR - FAR) * near;
        // The visitor enters the picture first and comes close later.
        double inward = smooth(Math.min(1, 1.25 * Math.min(progress, 1 - progress) / WALKING));
        double sway = 0.012 * Math.sin(seconds * 1.9) + 0.007 * Math.sin(seconds * 3.1 + 1);
        double step = (1 - near) * 0.05 * faceWidth * Math.abs(Math.sin(seconds * Math.PI * 1.8));
        return new Pose(
                WIDTH * (begin + (end - begin) * inward + sway),
                HEIGHT * (0.36 + 0.06 * near) - step + 0.01 * faceWidth * Math.sin(seconds * 2.3),
                faceWidth,
                2.5 * Math.sin(seconds * 1.3));
    }

    private static double smooth(double t) {
        double clamped = Math.max(0, Math.min(1, t));
        return clamped * clamped * (3 - 2 * clamped);
    }
}
