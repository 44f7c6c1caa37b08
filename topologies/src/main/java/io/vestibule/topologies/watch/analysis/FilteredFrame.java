package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.SceneUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame after the motion filter.
 *
 * @param detections the largest and clearest detected faces, boxes as shares of the frame; empty if detection was skipped
 * @param dropped number of detected faces beyond {@link SceneFilter#MAXIMUM_DETECTIONS}
 */
public record FilteredFrame(
        BackgroundComparison comparison, List<Detection> detections, SceneUpdate update, int dropped) {

    /** Whether the rest of the detector was skipped. */
    public boolean isSkipped() {
        return comparison.decision() == Decision.SKIP;
    }

    /** The detections of live faces, in the order of all detections. */
    public List<Detection> liveDetections() {
        List<Detection> live = new ArrayList<>();
        for (int i = 0; i < detections.size(); i++) {
            if (update.live().get(i)) {
                live.add(detections.get(i));
            }
        }
        return live;
    }
}
