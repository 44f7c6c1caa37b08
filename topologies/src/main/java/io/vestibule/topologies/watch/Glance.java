package io.vestibule.topologies.watch;

import io.vestibule.models.Face;
import io.vestibule.topologies.watch.scene.Comparison;
import io.vestibule.topologies.watch.scene.Comparison.Call;
import io.vestibule.topologies.watch.scene.Examination.View;
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
record Glance(Comparison comparison, View view, List<Sight> faces, Overview overview, int missed) {

    /**
     * A living face.
     *
     * @param motion mean distance inside its box
     */
    record Sight(Face face, float motion) {}

    /** A frame in which there is nothing to look for. */
    static Glance left(Comparison comparison) {
        return new Glance(comparison, View.SAME, List.of(), Overview.NONE, 0);
    }

    boolean earlyExit() {
        return comparison.call() == Call.LEAVE;
    }

    boolean audit() {
        return comparison.call() == Call.AUDIT;
    }
}
