package io.vestibule.lab.demo;

import io.vestibule.schemas.CameraState;
import java.time.Duration;

/**
 * What the watch made of one frame.
 *
 * @param time after the beginning of the script
 * @param distance largest distance from the background; 0 where there was none
 * @param threshold distance that counted as different in this frame
 * @param look how far it was looked at
 * @param faces living faces in the frame
 * @param missed living faces that were only found because the frame was audited
 * @param nanos time that the frame took
 */
public record ObservedFrame(
        Duration time,
        CameraState state,
        float distance,
        float threshold,
        Look look,
        int faces,
        int missed,
        long nanos) {

    /** How far a frame was looked at. */
    public enum Look {
        /** The detector was left early. */
        EARLY_EXIT,
        /** Quiet, and looked at all the same. */
        AUDIT,
        /** Looked at, since something was different, or nothing was known yet. */
        DETECTED
    }

    public boolean earlyExit() {
        return look == Look.EARLY_EXIT;
    }
}
