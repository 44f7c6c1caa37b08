package io.vestibule.models.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one embedding contract, as rows of one matrix.
 *
 * <p>One thread writes, and any number of threads read without waiting. Readers use the {@link #current} snapshot, which never changes.
 * A writer builds the next snapshot and publishes it through one volatile field. A reader therefore sees all old or all new
 * templates of a subject.
 *
 * <p>Snapshots share their blocks of rows. This is safe because a row of a snapshot is never written again. Appending writes, in
 * place, a row that no snapshot contains. Removing moves the last row into the gap, in copies of both blocks. Adding a subject copies
 * no row, and removing one copies two blocks, for any size of the gallery. Removed templates leave memory with the last older
 * snapshot.
 */
public final class TemplateIndex {

    private final int dimension;
    private final RowQuantiser quantiser;

    /** Row numbers of each subject. Only the writer uses them. */
    private final Map<String, int[]> rows = new HashMap<>();

    private volatile TemplateSnapshot current;

    /** An empty index for vectors of the dimension. */
    public TemplateIndex(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("the dimension must be positive, but is " + dimension);
        }
        this.dimension = dimension;
        quantiser = new RowQuantiser(dimension);
        current = new TemplateSnapshot(dimension, quantiser, new TemplateBlock[0], 0, 0);
    }

    /** The present snapshot. */
    public TemplateSnapshot current() {
        return current;
    }

    /**
     * Replaces the templates of a subject.
     *
     * @param units unit vectors; an empty list removes the subject
     * @param usableUntil last moment at which the subject may match, in the unit of the probes' times; {@link Long#MAX_VALUE} for no
     *     limit
     * @throws IllegalArgumentException if a vector has another dimension or another length than 1; then nothing has changed
     */
    public synchronized void put(String subject, List<float[]> units, long usableUntil) {
        for (float[] unit : units) {
            if (unit.length != dimension) {
                throw new IllegalArgumentException(
                        "the template has " + unit.length + " values, but the index has " + dimension);
            }
            if (!Vectors.isUnit(unit)) {
                throw new IllegalArgumentException("the template is not a unit vector");
            }
        }
        Edit edit = new Edit(current);
        removeRows(subject, edit);
        if (!units.isEmpty()) {
            TemplateOwner owner = new TemplateOwner(subject, usableUntil, TemplateDigest.of(units));
            int[] numbers = new int[units.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = edit.append(units.get(i), owner);
            }
            rows.put(subject, numbers);
        }
        current = edit.snapshot();
    }

    /** Removes a subject. Returns false if there is no such subject. */
    public synchronized boolean remove(String subject) {
        Edit edit = new Edit(current);
        boolean known = removeRows(subject, edit);
        if (known) {
            current = edit.snapshot();
        }
        return known;
    }

    /** Removes all subjects. */
    public synchronized void clear() {
        rows.clear();
        current = new TemplateSnapshot(dimension, quantiser, new TemplateBlock[0], 0, 0);
    }

    private boolean removeRows(String subject, Edit edit) {
        int @Nullable [] gaps = rows.remove(subject);
        if (gaps == null) {
            return false;
        }
        Arrays.sort(gaps);
        for (int i = gaps.length - 1; i >= 0; i--) { // last first, so that no gap is filled with another gap
            edit.remove(gaps[i]);
        }
        return true;
    }

    /** Builds the next snapshot. */
    private final class Edit {

        private final TemplateBlock[] published;
        private TemplateBlock[] blocks;
        private int size;

        Edit(TemplateSnapshot snapshot) {
            published = snapshot.blocks();
            blocks = published.clone();
            size = snapshot.size();
        }

        /** Appends a row and returns its number. */
        int append(float[] unit, TemplateOwner owner) {
            int index = size / TemplateBlock.ROWS;
            if (index == blocks.length) {
                blocks = Arrays.copyOf(blocks, index + 1);
                blocks[index] = new TemplateBlock(quantiser);
            }
            blocks[index].write(size % TemplateBlock.ROWS, unit, owner); // in place: no snapshot contains this row
            return size++;
        }

        /** Moves the last row into the gap. */
        void remove(int gap) {
            int last = size - 1;
            int lastRow = last % TemplateBlock.ROWS;
            TemplateBlock tail = writable(last / TemplateBlock.ROWS);
            if (gap != last) {
                writable(gap / TemplateBlock.ROWS).write(gap % TemplateBlock.ROWS, tail, lastRow);
                renumber(tail.owner(lastRow).subject(), last, gap);
            }
            tail.erase(lastRow);
            if (lastRow == 0) {
                blocks = Arrays.copyOf(blocks, blocks.length - 1);
            }
            size = last;
        }

        TemplateSnapshot snapshot() {
            return new TemplateSnapshot(dimension, quantiser, blocks, size, rows.size());
        }

        /** The block, or a copy of it if a snapshot contains it. */
        private TemplateBlock writable(int index) {
            if (index < published.length && blocks[index] == published[index]) {
                blocks[index] = blocks[index].copy(Math.min(TemplateBlock.ROWS, size - index * TemplateBlock.ROWS));
            }
            return blocks[index];
        }

        private void renumber(String subject, int from, int to) {
            int[] numbers = Objects.requireNonNull(rows.get(subject), subject);
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] == from) {
                    numbers[i] = to;
                }
            }
        }
    }
}
