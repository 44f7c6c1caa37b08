package io.vestibule.lab.demo.live;

import io.vestibule.schemas.CameraState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that is shown at one moment.
 *
 * @param time of the script that has been seen so far
 * @param length of the script
 * @param feed newest identity events, oldest first, one line each
 */
public record DemoStatus(Duration time, Duration length, List<DoorLine> doors, List<String> feed) {

    /**
     * One door.
     *
     * @param state empty before its first frame
     * @param earlyExits share of its frames that left the detector early, 0 to 1
     * @param distances largest distances of its newest frames from the background, oldest first
     * @param threshold distance from which a frame counts as different
     */
    public record DoorLine(
            String title,
            Optional<CameraState> state,
            int frames,
            double earlyExits,
            List<Float> distances,
            float threshold) {}
}
