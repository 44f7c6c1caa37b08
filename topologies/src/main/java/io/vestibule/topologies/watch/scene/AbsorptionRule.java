package io.vestibule.topologies.watch.scene;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.CellArea;
import io.vestibule.models.motion.DistanceMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which cells of a changed picture have become part of the scene: those that have stayed as they are for long enough, with no
 * living face on or above them. Where nearly everything has changed, the new view is taken in one piece, so that it can be
 * told from the old one.
 */
final class AbsorptionRule {

    /** Share of the cells that must differ for a change to be one of the whole view: plain parts look alike everywhere. */
    static final float WHOLE_VIEW = 0.4f;

    /** Share of the differing cells that must be still for a whole view to be taken. */
    private static final float STILL_ENOUGH = 0.8f;

    /** A whole view of which too much keeps moving is taken piece by piece after so many times the usual wait. */
    private static final int LONGEST_WAIT = 3;

    /** A coat is about four and a half times as wide as the face above it, its blurred outline included. */
    private static final float BESIDE = 1.75f;

    private final SceneSettings settings;
    private final int height;
    private final int width;
    private final long[] protectedUntil;
    private long wholeSince = Long.MAX_VALUE;

    AbsorptionRule(SceneSettings settings, int height, int width) {
        this.settings = settings;
        this.height = height;
        this.width = width;
        this.protectedUntil = new long[height * width];
    }

    /** A living face was seen: the person below it is not taken for furniture, however still. */
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

    /** The camera's clock began anew. */
    void restart() {
        Arrays.fill(protectedUntil, 0);
        wholeSince = Long.MAX_VALUE;
    }

    /**
     * The cells that are to be taken.
     *
     * @param known cells of which the background is known
     * @param differing share of all cells that differ, those that are not known among them
     */
    BitSet due(DistanceMap distances, float threshold, BitSet known, RecentView recent, float differing, Instant at) {
        BitSet due = new BitSet(protectedUntil.length);
        for (int cell = 0; cell < protectedUntil.length; cell++) {
            boolean isKnown = known.get(cell);
            boolean same = isKnown && distances.values()[cell] < threshold;
            Duration wait = isKnown ? settings.absorbAfter() : settings.learnFor();
            if (!same && recent.stillFor(cell, at) >= wait.toMillis() && !isProtected(cell, at)) {
                due.set(cell);
            }
        }
        boolean whole = differing >= WHOLE_VIEW && known.cardinality() == protectedUntil.length;
        wholeSince = whole ? Math.min(wholeSince, at.toEpochMilli()) : Long.MAX_VALUE;
        boolean tooFew = due.cardinality() < STILL_ENOUGH * differing * protectedUntil.length;
        long longest = LONGEST_WAIT * settings.absorbAfter().toMillis();
        if (whole && tooFew && at.toEpochMilli() - wholeSince < longest) {
            due.clear();
        }
        return due;
    }
}
