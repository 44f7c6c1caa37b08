package io.vestibule.topologies.watch.scene;

import java.util.List;

/**
 * What a fully detected frame was found to be.
 *
 * @param living for each face that was detected, in their order, whether it is alive and not a picture of one
 * @param view what the frame as a whole is
 * @param missed living faces that audits have found since the frame before, and that the filter alone would have missed
 */
public record SceneUpdate(List<Boolean> living, View view, int missed) {

    /** A frame as a whole. */
    public enum View {
        /** The background is not known yet. */
        UNKNOWN,
        /** It is the background. */
        SAME,
        /** Something differs from the background. */
        DIFFERENT,
        /** Nothing can be made out: the lens is covered, or it is dark. */
        BLIND,
        /** The camera looks elsewhere than before, and has for a while. Told once, when the new view is learnt. */
        DISPLACED
    }
}
