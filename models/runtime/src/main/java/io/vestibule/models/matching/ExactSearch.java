package io.vestibule.models.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One probe's way through the blocks. What it finds is what a comparison with every row would find, to the last bit and in the
 * same order; but a row is compared only if its sketch does not rule out that it scores as high as the last that is wanted.
 */
final class ExactSearch {

    /** One row of so many is compared beforehand, the one whose sketch promises most, so that the bar is high from the start. */
    private static final int SCOUTED = 512;

    private final float[] probe;
    private final long at;
    private final @Nullable QuantizedProbe sketch;
    private final TopSubjects best;

    /** Only for its floor: it saw some rows out of turn, and will see them again. */
    private final TopSubjects scouted;

    private final short[] even = new short[TemplateBlock.ROWS];
    private final short[] odd = new short[TemplateBlock.ROWS];

    ExactSearch(RowQuantizer sketching, float[] probe, long at, int wanted) {
        this.probe = probe;
        this.at = at;
        sketch = sketching.probe(probe).orElse(null);
        best = new TopSubjects(wanted);
        scouted = new TopSubjects(wanted);
    }

    /** Compares the first {@code rows} rows of a block. */
    void visit(TemplateBlock block, int rows) {
        if (sketch == null) {
            for (int row = 0; row < rows; row++) {
                compare(block, row, best);
            }
            return;
        }
        block.sketches().multiply(rows, sketch, even, odd);
        for (int from = 0; from < rows; from += SCOUTED) {
            compare(block, promising(from, Math.min(rows, from + SCOUTED)), scouted);
        }
        visitPromising(block, rows, sketch);
    }

    List<ScoredSubject> found() {
        return best.list();
    }

    private int promising(int from, int to) {
        int most = from;
        for (int row = from + 1; row < to; row++) {
            if (even[row] + odd[row] > even[most] + odd[most]) {
                most = row;
            }
        }
        return most;
    }

    private void visitPromising(TemplateBlock block, int rows, QuantizedProbe sketch) {
        QuantizedRows sketches = block.sketches();
        int bar = bar(sketch);
        for (int row = 0; row < rows; row++) {
            if (even[row] + odd[row] + sketches.reach(row) >= bar && compare(block, row, best)) {
                bar = bar(sketch);
            }
        }
    }

    private int bar(QuantizedProbe sketch) {
        return sketch.bar(Math.max(best.floor(), scouted.floor()));
    }

    /** Whether that changed anything. */
    private boolean compare(TemplateBlock block, int row, TopSubjects best) {
        float score = Vectors.dot(block.unit(row), 0, probe);
        TemplateOwner owner = block.owner(row);
        if (score > best.floor() && at <= owner.usableUntil()) {
            best.offer(owner, score);
            return true;
        }
        return false;
    }
}
