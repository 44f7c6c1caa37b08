package io.vestibule.lab.demo.live;

import io.vestibule.schemas.CameraState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The current state of the demo, as shown on the screen.
 *
 * @param time script time that has been processed
 * @param length of the script
 * @param events newest identity events, oldest first, one line each
 */
public record DemoStatus(Duration time, Duration length, List<DoorStatus> doors, List<String> events) {

    /**
     * The state of one door.
     *
     * @param state empty before the first frame
     * @param earlyExits share of frames with early exit, 0 to 1
     * @param distances largest distances of the newest frames from the background, oldest first
     * @param threshold the current threshold of the camera
     */
    public record DoorStatus(
            String title,
            Optional<CameraState> state,
            int frames,
            double earlyExits,
            List<Float> distances,
            float threshold) {}
}
