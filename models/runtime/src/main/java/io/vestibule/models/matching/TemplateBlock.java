package io.vestibule.models.matching;

/**
 * A block of template rows with their owners. A row that belongs to a published snapshot is never written again: new rows are
 * appended after it, and changes are made in a {@link #copy}.
 */
final class TemplateBlock {

    /** Rows of a block: enough for the vectorised loop, and few enough for a cheap removal (a copy of 0.7 MB at 512 dimensions). */
    static final int ROWS = 2048;

    private final float[][] units = new float[ROWS][];
    private final TemplateOwner[] owners = new TemplateOwner[ROWS];
    private final QuantisedRows quantised;

    TemplateBlock(RowQuantiser quantiser) {
        this(new QuantisedRows(quantiser, ROWS));
    }

    private TemplateBlock(QuantisedRows quantised) {
        this.quantised = quantised;
    }

    /** A separate block with the first {@code rows} rows of this one. */
    TemplateBlock copy(int rows) {
        TemplateBlock copy = new TemplateBlock(quantised.copy(rows));
        System.arraycopy(units, 0, copy.units, 0, rows);
        System.arraycopy(owners, 0, copy.owners, 0, rows);
        return copy;
    }

    TemplateOwner owner(int row) {
        return owners[row];
    }

    /** Writes a row with a copy of the vector. */
    void write(int row, float[] unit, TemplateOwner owner) {
        units[row] = unit.clone();
        owners[row] = owner;
        quantised.write(row, unit);
    }

    /** Writes a copy of a row of another block, or of this one. */
    void write(int row, TemplateBlock other, int otherRow) {
        units[row] = other.units[otherRow];
        owners[row] = other.owners[otherRow];
        quantised.write(row, other.quantised, otherRow);
    }

    /** Erases a row. */
    void erase(int row) {
        units[row] = null;
        owners[row] = null;
        quantised.erase(row);
    }

    float[] unit(int row) {
        return units[row];
    }

    QuantisedRows quantised() {
        return quantised;
    }
}
