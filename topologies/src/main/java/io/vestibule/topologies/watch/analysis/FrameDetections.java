package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import io.vestibule.schemas.Features;
import java.util.List;
import java.util.Optional;

/**
 * What the detector saw of a whole frame: what a detector that is to be taught can learn from.
 *
 * @param detections all of them, also of faces that are not alive; best first
 * @param detector stem of the detector
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param features what the stem gave; of sampled frames in which a living face is
 */
public record FrameDetections(
        List<Detection> detections, String detector, int width, int height, Optional<Features> features) {

    /** Of a frame that the detector did not see to the end. */
    static final FrameDetections NONE = new FrameDetections(List.of(), "", 0, 0, Optional.empty());
}
