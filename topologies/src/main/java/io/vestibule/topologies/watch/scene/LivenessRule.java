package io.vestibule.topologies.watch.scene;

import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which faces of a frame are live and which are pictures of faces. A face is live if it differs from the background,
 * has moved recently, and is not a known static face. Reads the state of the scene and changes nothing.
 */
final class LivenessRule {

    /** Share of a face's cells that must differ from the background. A person who passes beside a poster covers fewer. */
    private static final float DIFFERING_SHARE = 0.5f;

    /**
     * Observation time after which a face that is present from the start and has not moved is static. Of people filmed sitting
     * or standing still, none went longer than 4.4 s without a cell of the face moving by 0.03.
     */
    private static final Duration OBSERVE_AT_START = Duration.ofSeconds(5);

    private final SceneSettings settings;
    private final StaticFaces staticFaces;

    /** Whether a face is a live person. */
    enum Liveness {
        LIVE,
        /** It has not moved, but the recent view is too short to call it static. */
        UNDECIDED,
        /** It has not moved for long enough. */
        STATIC,
        /** Cells in its box have moved, but it is part of the background or a known static face. */
        BACKGROUND
    }

    LivenessRule(SceneSettings settings, StaticFaces staticFaces) {
        this.settings = settings;
        this.staticFaces = staticFaces;
    }

    /**
     * Returns a decision for each face, in the order of the faces.
     *
     * @param backgroundKnown whether the background of every cell is known; if not, every face differs from it
     * @param attentive whether an audit has found a suspect; then faces need not differ
     * @param recent the recent view, this frame included
     * @param noiseBound distance that the camera's noise does not reach
     */
    List<Liveness> decide(
            DetectedFrame frame, boolean backgroundKnown, boolean attentive, RecentView recent, float noiseBound) {
        Duration observation = backgroundKnown ? settings.stillAfter() : OBSERVE_AT_START;
        boolean undecided = recent.age(frame.at()).compareTo(observation) < 0;
        Instant recently = frame.at().minus(settings.stillAfter());
        List<Liveness> decisions = new ArrayList<>(frame.faces().size());
        for (BoundingBox face : frame.faces()) {
            boolean differs = !backgroundKnown
                    || attentive
                    || frame.distances().shareInside(face, frame.threshold()) >= DIFFERING_SHARE;
            boolean moved = recent.movedSince(face, recently);
            if (differs && moved && !staticFaces.contains(face, frame.features(), noiseBound)) {
                decisions.add(Liveness.LIVE);
            } else if (undecided) {
                decisions.add(Liveness.UNDECIDED);
            } else {
                decisions.add(moved ? Liveness.BACKGROUND : Liveness.STATIC);
            }
        }
        return decisions;
    }
}
