package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import java.time.Duration;

/**
 * How a visitor moves: comes in from one side, small, walks up, stands before the camera for a while, and goes back.
 */
record WalkPath(ScriptedVisit visit) {

    /** Share of the visit that it takes to walk up, and to go. */
    private static final double WALKING = 0.32;

    private static final double FAR = 0.062 * WIDTH;
    private static final double NEAR = 0.185 * WIDTH;

    /** Centre and width of the face in pixels, and the turn of the head in degrees. */
    record Pose(double x, double y, double faceWidth, double turn) {}

    /** @param time after the beginning of the script, within the visit */
    Pose at(Duration time) {
        double seconds = time.minus(visit.from()).toMillis() / 1000.0;
        double progress = seconds / (visit.to().minus(visit.from()).toMillis() / 1000.0);
        double near = smooth(Math.min(progress, 1 - progress) / WALKING);
        boolean left = visit.side() == Side.LEFT;
        double begin = left ? -0.16 : 1.16;
        double end = left ? 0.45 : 0.57;
        double faceWidth = FAR + (NEAR - FAR) * near;
        // She is seen to come in before she is seen to come close.
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
