package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.face.Face;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.util.List;

/**
 * What was seen in one frame.
 *
 * @param comparison with the background
 * @param view what the frame as a whole is
 * @param faces living faces: those on things that do not move are not among them
 * @param overview what the detector saw of the frame, whatever is alive
 * @param missed living faces that audits have found since the frame before, and that would have been missed
 */
public record FrameAnalysis(
        BackgroundComparison comparison, View view, List<Sight> faces, FrameDetections overview, int missed) {

    /**
     * A living face.
     *
     * @param motion mean distance inside its box
     */
    public record Sight(Face face, float motion) {}

    /** A frame in which there is nothing to look for. */
    static FrameAnalysis left(BackgroundComparison comparison) {
        return new FrameAnalysis(comparison, View.SAME, List.of(), FrameDetections.NONE, 0);
    }

    public boolean earlyExit() {
        return comparison.call() == Call.LEAVE;
    }

    public boolean audit() {
        return comparison.call() == Call.AUDIT;
    }
}
