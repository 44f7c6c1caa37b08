package io.vestibule.topologies.watch;

import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sees what becomes of each frame, and each status: for reports and metrics. Called by stream threads; must be quick. */
@FunctionalInterface
public interface WatchObserver {

    /** Nobody watches. */
    WatchObserver NONE = observation -> {};

    void observed(Observation observation);

    /** A frame was not looked at, since it was too old when its turn came. */
    default void shed(Shed shed) {}

    /** A camera's status was sent: a new state, which began with this very frame, or a heartbeat. */
    default void announced(CameraStatus status) {}

    /**
     * A frame that was looked at.
     *
     * @param distances distance of each cell from the background; empty for the first frame of a camera
     * @param threshold distance that counted as different in this frame
     * @param earlyExit whether the detector was left early
     * @param audit whether the frame was quiet, and looked at all the same to see what would have been missed
     * @param faces living faces in the frame
     * @param missed living faces in an audited frame that would have been missed without the audit
     * @param nanos time that the frame took, from its bytes to the last value sent on
     */
    record Observation(
            String camera,
            Instant capturedAt,
            CameraState state,
            Optional<DistanceMap> distances,
            float threshold,
            boolean earlyExit,
            boolean audit,
            int faces,
            int missed,
            long nanos) {}

    /**
     * A frame that was not looked at.
     *
     * @param age between its capture and its turn, by this machine's clock
     */
    record Shed(String camera, Instant capturedAt, Duration age) {}
}
