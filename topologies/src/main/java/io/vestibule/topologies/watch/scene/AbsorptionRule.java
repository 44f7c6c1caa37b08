package io.vestibule.topologies.watch.scene;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.CellArea;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Decides which changed cells have become part of the scene. These are the cells that have not changed for long enough,
 * with no live face on or above them. If the whole view has changed, its cells are absorbed in one frame, so that it
 * can be compared with the old view.
 */
final class AbsorptionRule {

    /** Minimum share of differing cells for a change of the whole view. Parts without detail hardly differ. */
    static final float WHOLE_VIEW = 0.4f;

    /** Share of the differing cells that must be still before a whole view is absorbed. */
    private static final float STILL_SHARE = 0.8f;

    /** After this many times the usual wait, the still cells are absorbed although too many others move. */
    private static final int LONGEST_WAIT = 3;

    /** Width that is protected on each side of a face, in face widths. A coat has about 4.5, blur included. */
    private static final float BESIDE = 1.75f;

    private final SceneSettings settings;
    private final int height;
    private final int width;
    private final long[] protectedUntil;
    private long wholeViewSince = Long.MAX_VALUE;

    AbsorptionRule(SceneSettings settings, int height, int width) {
        this.settings = settings;
        this.height = height;
        this.width = width;
        this.protectedUntil = new long[height * width];
    }

    /** Protects the cells of a person, moving or not, from the top of the face down to the lower edge of the frame. */
    void protect(BoundingBox face, Instant end) {
        BoundingBox person = new BoundingBox(
                face.left() - BESIDE * face.width(),
                face.top() - face.height() / 2,
                face.right() + BESIDE * face.width(),
                1);
        CellArea area = CellArea.inside(person, height, width);
        long until = end.toEpochMilli();
        for (int row = area.top(); row <= area.bottom(); row++) {
            for (int column = area.left(); column <= area.right(); column++) {
                int cell = row * width + column;
                protectedUntil[cell] = Math.max(protectedUntil[cell], until);
            }
        }
    }

    boolean isProtected(int cell, Instant at) {
        return protectedUntil[cell] > at.toEpochMilli();
    }

    /** Discards all times after the camera's clock restarted. */
    void restart() {
        Arrays.fill(protectedUntil, 0);
        wholeViewSince = Long.MAX_VALUE;
    }

    /**
     * Processes a frame and returns the cells that become background with it.
     *
     * @param knownCells cells whose background is known
     * @param recent the recent view, this frame included
     * @param differing share of all cells that differ or are not known
     */
    BitSet absorb(DetectedFrame frame, BitSet knownCells, RecentView recent, float differing) {
        Instant at = frame.at();
        BitSet still = new BitSet(protectedUntil.length);
        for (int cell = 0; cell < protectedUntil.length; cell++) {
            boolean known = knownCells.get(cell);
            boolean unchanged = known && frame.distances().values()[cell] < frame.threshold();
            Duration wait = known ? settings.absorbAfter() : settings.learnFor();
            if (!unchanged && recent.stillFor(cell, at) >= wait.toMillis() && !isProtected(cell, at)) {
                still.set(cell);
            }
        }
        boolean wholeView = differing >= WHOLE_VIEW && knownCells.cardinality() == protectedUntil.length;
        wholeViewSince = wholeView ? Math.min(wholeViewSince, at.toEpochMilli()) : Long.MAX_VALUE;
        boolean tooFew = still.cardinality() < STILL_SHARE * differing * protectedUntil.length;
        long longestWait = LONGEST_WAIT * settings.absorbAfter().toMillis();
        if (wholeView && tooFew && at.toEpochMilli() - wholeViewSince < longestWait) {
            still.clear();
        }
        return still;
    }
}
