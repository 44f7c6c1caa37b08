package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.SpatialContrast;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Instant;
import java.util.BitSet;

/** The background of a scene, which of its cells are known, and how it learns from frames. One thread at a time. */
final class SceneBackground {

    /** Contrast below which a view shows nothing. */
    private static final float FLAT = 0.02f;

    /** Contrast below which a view shows nothing, as a share of the background's contrast. */
    private static final float FLATTENED = 0.25f;

    /** Contrast from which a dark view shows something again. Above {@link #FLAT} for a stable result at dusk. */
    private static final float LIGHT = 0.03f;

    /**
     * Minimum share of differing cells for a covered lens. It is low, because plain walls look much the same when the
     * lens is covered.
     */
    private static final float COVERED_SHARE = 0.1f;

    /** Correlation of contrasts below which a view is another view, and not the same view in another light. */
    private static final float OTHER_VIEW = 0.45f;

    private final BackgroundModel view;
    private final AbsorptionRule absorption;
    private final BitSet knownCells;
    private boolean known;

    /** Whether the background has slowly become so flat that no person would differ from it. */
    private boolean dark;

    private SceneBackground(SceneSettings settings, BackgroundModel view) {
        this.view = view;
        this.absorption = new AbsorptionRule(settings, view.height(), view.width());
        this.knownCells = new BitSet(cells());
    }

    /** A model that has only seen its first frame. */
    static SceneBackground unknown(SceneSettings settings, BackgroundModel firstView) {
        return new SceneBackground(settings, firstView);
    }

    /** A model whose background is known in every cell. The background is handed over. */
    static SceneBackground known(SceneSettings settings, BackgroundModel background) {
        SceneBackground model = new SceneBackground(settings, background);
        model.knownCells.set(0, model.cells());
        model.known = true;
        model.dark = contrast(background) < FLAT;
        return model;
    }

    /** Whether the background of every cell is known. */
    boolean isKnown() {
        return known;
    }

    boolean isDark() {
        return dark;
    }

    boolean isComparableWith(FeatureMap frame) {
        return view.fits(frame) && view.isComparable();
    }

    /** The background; not a copy. */
    BackgroundModel view() {
        return view;
    }

    /** Share of the cells that differ or are not known. */
    float differingShare(DistanceMap distances, float threshold) {
        int differing = 0;
        for (int cell = 0; cell < cells(); cell++) {
            if (!knownCells.get(cell) || !(distances.values()[cell] < threshold)) {
                differing++;
            }
        }
        return differing / (float) cells();
    }

    /** Moves the whole background towards a frame in which nothing differs. */
    void follow(FeatureMap frame, float rate) {
        view.follow(frame, rate);
    }

    /** Protects the place of a person from being learnt, see {@link AbsorptionRule#protect}. */
    void protect(BoundingBox face, Instant until) {
        absorption.protect(face, until);
    }

    /** Discards all times after the camera's clock restarted. */
    void restart() {
        absorption.restart();
    }

    /**
     * Learns from a detected frame, and returns what the frame as a whole shows.
     *
     * @param recent the recent view, this frame included
     * @param differing share of the cells that differ or are not known
     * @param rate rate at which unchanged cells follow the frame, 0 to 1
     */
    View learn(DetectedFrame frame, RecentView recent, float differing, float rate) {
        if (updateDarkness(frame.decision(), recent) || (differing >= COVERED_SHARE && isBlind(recent))) {
            return View.BLIND; // a hand on the lens, or the night, must not become background
        }
        BitSet absorbed = absorption.absorb(frame, knownCells, recent, differing);
        boolean displaced = known && isDisplaced(absorbed, recent, differing);
        followUnchangedCells(frame, rate);
        view.take(recent.view(), absorbed);
        knownCells.or(absorbed);
        if (!known) {
            return learnUnknownCells(recent);
        }
        dark = dark && contrast(view) < LIGHT;
        if (displaced) {
            return View.DISPLACED;
        }
        return differing > 0 ? View.DIFFERENT : View.SAME;
    }

    /** Returns whether the recent view is dark. The background follows slow darkness, so only audits check for it. */
    private boolean updateDarkness(Decision decision, RecentView recent) {
        if (decision != Decision.AUDIT && !dark) {
            return false;
        }
        boolean darkNow = contrast(recent.view()) < (dark ? LIGHT : FLAT);
        dark |= darkNow;
        return darkNow;
    }

    private boolean isBlind(RecentView recent) {
        float contrast = contrast(recent.view());
        return contrast < FLAT || (known && contrast < FLATTENED * contrast(view));
    }

    /** Whether the camera shows another view, and not the same view in another light. */
    private boolean isDisplaced(BitSet absorbed, RecentView recent, float differing) {
        return absorbed.cardinality() > AbsorptionRule.WHOLE_VIEW / 2 * cells()
                && differing >= AbsorptionRule.WHOLE_VIEW
                && SpatialContrast.of(view).correlation(SpatialContrast.of(recent.view())) < OTHER_VIEW;
    }

    /** Unchanged cells follow slow change even while a person is elsewhere in the picture. */
    private void followUnchangedCells(DetectedFrame frame, float rate) {
        float[] rates = new float[cells()];
        for (int cell = 0; cell < rates.length; cell++) {
            boolean unchanged =
                    frame.distances().values()[cell] < frame.threshold() && !absorption.isProtected(cell, frame.at());
            rates[cell] = unchanged ? rate : 0;
        }
        view.follow(frame.features(), rates);
    }

    /** Cells that are not known yet always hold the recent view. */
    private View learnUnknownCells(RecentView recent) {
        BitSet unknown = new BitSet(cells());
        unknown.set(0, cells());
        unknown.andNot(knownCells);
        view.take(recent.view(), unknown);
        known = unknown.isEmpty();
        return known ? View.SAME : View.UNKNOWN;
    }

    private int cells() {
        return view.height() * view.width();
    }

    private static float contrast(BackgroundModel view) {
        return SpatialContrast.of(view).strength();
    }
}
