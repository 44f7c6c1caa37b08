package io.vestibule.models.matching;

/**
 * Some rows of the matrix, and whose they are. A row that a published view counts is never written again: an append
 * writes behind those, and whoever must change one works on a {@link #copy}.
 */
final class TemplateBlock {

    /** Rows of a block: enough for the vectorised loop, few enough that a removal copies little (0.7 MB at 512 dimensions). */
    static final int ROWS = 2048;

    private final float[][] units = new float[ROWS][];
    private final TemplateOwner[] owners = new TemplateOwner[ROWS];
    private final QuantizedRows sketches;

    TemplateBlock(RowQuantizer sketching) {
        this(new QuantizedRows(sketching, ROWS));
    }

    private TemplateBlock(QuantizedRows sketches) {
        this.sketches = sketches;
    }

    /** A block of its own with the first {@code rows} rows of this one. */
    TemplateBlock copy(int rows) {
        TemplateBlock copy = new TemplateBlock(sketches.copy(rows));
        System.arraycopy(units, 0, copy.units, 0, rows);
        System.arraycopy(owners, 0, copy.owners, 0, rows);
        return copy;
    }

    TemplateOwner owner(int row) {
        return owners[row];
    }

    /** The row, and a copy of its vector. */
    void write(int row, float[] unit, TemplateOwner owner) {
        units[row] = unit.clone();
        owners[row] = owner;
        sketches.write(row, unit);
    }

    /** Writes a row that is in another block, or in this one. */
    void write(int row, TemplateBlock other, int otherRow) {
        units[row] = other.units[otherRow];
        owners[row] = other.owners[otherRow];
        sketches.write(row, other.sketches, otherRow);
    }

    /** Leaves nothing of a row. */
    void erase(int row) {
        units[row] = null;
        owners[row] = null;
        sketches.erase(row);
    }

    float[] unit(int row) {
        return units[row];
    }

    QuantizedRows sketches() {
        return sketches;
    }
}
