package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import io.vestibule.schemas.Features;
import java.util.List;
import java.util.Optional;

/**
 * The output of the detector for a whole frame. A detector can be trained with it.
 *
 * @param detections all of them, faces on posters included; best first, boxes as shares of the frame
 * @param detector id of the detector's stem
 * @param width width of the frame in pixels
 * @param height height of the frame in pixels
 * @param features output of the stem, for sampled frames with a live face
 */
public record FrameDetections(
        List<Detection> detections, String detector, int width, int height, Optional<Features> features) {

    /** For a frame whose detection was skipped. */
    static final FrameDetections NONE = new FrameDetections(List.of(), "", 0, 0, Optional.empty());
}
