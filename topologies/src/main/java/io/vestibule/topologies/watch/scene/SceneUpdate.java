package io.vestibule.topologies.watch.scene;

import java.util.Collections;
import java.util.List;

/**
 * What a scene found in a frame.
 *
 * @param live for each detected face, in their order, whether it is a live person and not a picture
 * @param view what the frame as a whole shows
 * @param missed 1 if this frame confirms a face of an audit that the filter would have missed; otherwise 0
 */
public record SceneUpdate(List<Boolean> live, View view, int missed) {

    /** The update of a frame whose detection was skipped. */
    public static final SceneUpdate SKIPPED = new SceneUpdate(List.of(), View.SAME, 0);

    public SceneUpdate {
        live = List.copyOf(live);
    }

    /** What a frame as a whole shows. */
    public enum View {
        /** The background is not known yet. */
        UNKNOWN,
        /** The background. */
        SAME,
        /** Something that differs from the background. */
        DIFFERENT,
        /** Nothing recognisable: the lens is covered, or it is dark. */
        BLIND,
        /** Another view than before, for a while. Reported once, when the new view is learnt. */
        DISPLACED
    }

    /** An update in which no face is live. */
    static SceneUpdate withoutLiveFaces(int faces, View view) {
        return new SceneUpdate(Collections.nCopies(faces, false), view, 0);
    }

    /** An update in which all faces are live. */
    static SceneUpdate withLiveFaces(int faces, View view) {
        return new SceneUpdate(Collections.nCopies(faces, true), view, 0);
    }
}
