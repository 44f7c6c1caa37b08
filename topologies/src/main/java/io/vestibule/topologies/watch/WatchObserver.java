package io.vestibule.topologies.watch;

import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraState;
import java.time.Instant;
import java.util.Optional;

/** Sees each frame that was looked at: for reports and metrics. Called by stream threads; must be quick. */
@FunctionalInterface
public interface WatchObserver {

    /** Nobody watches. */
    WatchObserver NONE = observation -> {};

    void observed(Observation observation);

    /**
     * A frame that was looked at.
     *
     * @param distances distance of each cell from the background; empty for the first frame of a camera
     * @param threshold distance that counted as different
     * @param earlyExit whether the detector was left early
     * @param faces living faces in the frame
     * @param nanos time that the frame took, from its bytes to the last value sent on
     */
    record Observation(
            String camera,
            Instant capturedAt,
            CameraState state,
            Optional<DistanceMap> distances,
            float threshold,
            boolean earlyExit,
            int faces,
            long nanos) {}
}
