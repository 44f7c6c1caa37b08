package io.vestibule.topologies.watch;

import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Observes what happens to each frame and each status, for reports and metrics. Stream threads call it, so it must be quick and
 * thread-safe.
 */
@FunctionalInterface
public interface WatchObserver {

    /** Ignores everything. */
    WatchObserver NONE = observation -> {};

    void observed(Observation observation);

    /** A frame was not analyzed because it was too old. */
    default void shed(Shed shed) {}

    /** The picture of a frame was damaged, so that a part of it or all of it could not be analyzed. */
    default void damaged(Damaged damaged) {}

    /** A camera's status was sent: a new state that starts with this frame, or a heartbeat. */
    default void announced(CameraStatus status) {}

    /**
     * A frame that was analyzed.
     *
     * @param distances distance of each cell from the background; empty if there is no background to compare with
     * @param threshold distance from which a cell counted as different
     * @param earlyExit whether the detector was left after its stem
     * @param audit whether the frame was detected only as a sample of what the filter misses
     * @param faces number of live faces in the frame
     * @param droppedFaces number of faces that were left out because the frame has more than the limit
     * @param missed 1 if this frame confirms a face of an audit that the filter would have missed; otherwise 0
     * @param nanos time from the frame's bytes to the last output record
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
            int droppedFaces,
            int missed,
            long nanos) {}

    /**
     * A frame that was not analyzed.
     *
     * @param age time from its capture to the decision, without a constant offset of the camera's clock
     */
    record Shed(String camera, Instant capturedAt, Duration age) {}

    /** A frame whose picture was damaged. */
    record Damaged(String camera, Instant capturedAt) {}
}
