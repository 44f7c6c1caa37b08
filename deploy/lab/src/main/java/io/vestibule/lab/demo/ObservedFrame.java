package io.vestibule.lab.demo;

import io.vestibule.schemas.CameraState;
import java.time.Duration;

/**
 * The watch's result for one frame.
 *
 * @param time script time
 * @param distance largest distance from the background; 0 if there was no background
 * @param threshold the camera's threshold for this frame
 * @param outcome how the frame was processed
 * @param faces live faces in the frame
 * @param missed live faces that only an audit found
 * @param nanos processing time
 */
public record ObservedFrame(
        Duration time,
        CameraState state,
        float distance,
        float threshold,
        FrameOutcome outcome,
        int faces,
        int missed,
        long nanos) {

    /** How a frame was processed. */
    public enum FrameOutcome {
        /** The detector stopped after its stem. */
        EARLY_EXIT,
        /** Quiet, but fully detected as an audit. */
        AUDIT,
        /** Fully detected, because something differed or the background was unknown. */
        DETECTED
    }

    public boolean earlyExit() {
        return outcome == FrameOutcome.EARLY_EXIT;
    }
}
