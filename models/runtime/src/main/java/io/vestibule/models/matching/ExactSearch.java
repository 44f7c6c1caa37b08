package io.vestibule.models.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search of all blocks for one probe. The result equals that of a comparison with every row, to the last bit and in the same order.
 * A row is compared only if its quantised form does not exclude a score above the present floor.
 */
final class ExactSearch {

    /** In each group of this many rows, the row with the largest product is compared first. This raises the floor early. */
    private static final int GROUP = 512;

    private final float[] probe;
    private final long at;
    private final @Nullable QuantisedProbe quantisedProbe;
    private final TopSubjects best;

    /** Result of the rows that are compared first. Only its floor is used, because these rows are compared again in order. */
    private final TopSubjects preview;

    private final short[] even = new short[TemplateBlock.ROWS];
    private final short[] odd = new short[TemplateBlock.ROWS];

    ExactSearch(RowQuantiser quantiser, float[] probe, long at, int wanted) {
        this.probe = probe;
        this.at = at;
        quantisedProbe = quantiser.quantiseProbe(probe).orElse(null);
        best = new TopSubjects(wanted);
        preview = new TopSubjects(wanted);
    }

    /** Compares the first {@code rows} rows of a block. */
    void visit(TemplateBlock block, int rows) {
        if (quantisedProbe == null) {
            for (int row = 0; row < rows; row++) {
                compare(block, row, best);
            }
            return;
        }
        block.quantised().multiply(rows, quantisedProbe, even, odd);
        for (int from = 0; from < rows; from += GROUP) {
            compare(block, largestProduct(from, Math.min(rows, from + GROUP)), preview);
        }
        visitPossible(block, rows, quantisedProbe);
    }

    List<ScoredSubject> found() {
        return best.list();
    }

    private int largestProduct(int from, int to) {
        int most = from;
        for (int row = from + 1; row < to; row++) {
            if (even[row] + odd[row] > even[most] + odd[most]) {
                most = row;
            }
        }
        return most;
    }

    private void visitPossible(TemplateBlock block, int rows, QuantisedProbe quantisedProbe) {
        QuantisedRows quantised = block.quantised();
        int minimum = minimumProduct(quantisedProbe);
        for (int row = 0; row < rows; row++) {
            if (even[row] + odd[row] + quantised.errorBound(row) >= minimum && compare(block, row, best)) {
                minimum = minimumProduct(quantisedProbe);
            }
        }
    }

    private int minimumProduct(QuantisedProbe quantisedProbe) {
        return quantisedProbe.minimumProduct(Math.max(best.floor(), preview.floor()));
    }

    /** Compares one row in full. Returns whether the result changed. */
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
