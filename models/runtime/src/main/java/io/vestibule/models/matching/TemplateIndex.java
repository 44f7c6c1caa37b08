package io.vestibule.models.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one embedding contract, kept as rows of one matrix.
 *
 * <p>One thread writes, any number read, nobody waits: readers take the {@link #current} view, which never changes.
 * A writer builds the next view and publishes it through one volatile field, so that a reader sees a subject's templates
 * either all as they were or all as they are. The views share their blocks of rows. That is safe because a row that a
 * view counts is never written again: appending writes a row that no view has counted, in place; removing moves the last
 * row into the gap, in copies of the blocks of both. So adding a subject copies no row, removing one copies two
 * blocks, whatever the gallery's size, and what was removed is gone from memory with the last older view.
 */
public final class TemplateIndex {

    private final int dimension;
    private final RowQuantizer sketching;

    /** The rows of each subject; only the writer's. */
    private final Map<String, int[]> rows = new HashMap<>();

    private volatile TemplateSnapshot current;

    /** An empty book for vectors of the dimension. */
    public TemplateIndex(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("a dimension of " + dimension);
        }
        this.dimension = dimension;
        sketching = new RowQuantizer(dimension);
        current = new TemplateSnapshot(dimension, sketching, new TemplateBlock[0], 0, 0);
    }

    /** What there is now. */
    public TemplateSnapshot current() {
        return current;
    }

    /**
     * Puts a subject's templates in the place of those it had.
     *
     * @param units unit vectors; none forgets the subject
     * @param usableUntil last moment at which the subject may match, in any unit that probes use, too;
     *     {@link Long#MAX_VALUE} for ever
     * @throws IllegalArgumentException if a vector has another dimension or is not unit; then nothing has changed
     */
    public synchronized void put(String subject, List<float[]> units, long usableUntil) {
        for (float[] unit : units) {
            if (unit.length != dimension) {
                throw new IllegalArgumentException(
                        "a template of " + unit.length + " values among templates of " + dimension);
            }
            if (!Vectors.isUnit(unit)) {
                throw new IllegalArgumentException("a template that is no unit vector");
            }
        }
        Edit edit = new Edit(current);
        forget(subject, edit);
        if (!units.isEmpty()) {
            TemplateOwner owner = new TemplateOwner(subject, usableUntil, TemplateDigest.of(units));
            int[] numbers = new int[units.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = edit.append(units.get(i), owner);
            }
            rows.put(subject, numbers);
        }
        current = edit.view();
    }

    /** Forgets a subject; false if it was not there. */
    public synchronized boolean remove(String subject) {
        Edit edit = new Edit(current);
        boolean known = forget(subject, edit);
        if (known) {
            current = edit.view();
        }
        return known;
    }

    /** Forgets everybody. */
    public synchronized void clear() {
        rows.clear();
        current = new TemplateSnapshot(dimension, sketching, new TemplateBlock[0], 0, 0);
    }

    private boolean forget(String subject, Edit edit) {
        int @Nullable [] gaps = rows.remove(subject);
        if (gaps == null) {
            return false;
        }
        Arrays.sort(gaps);
        for (int i = gaps.length - 1; i >= 0; i--) { // from the last, so that no gap is filled with another gap
            edit.remove(gaps[i]);
        }
        return true;
    }

    /** The next view, while it is being made. */
    private final class Edit {

        private final TemplateBlock[] published;
        private TemplateBlock[] blocks;
        private int size;

        Edit(TemplateSnapshot view) {
            published = view.blocks();
            blocks = published.clone();
            size = view.size();
        }

        /** Appends a row and returns its number. */
        int append(float[] unit, TemplateOwner owner) {
            int index = size / TemplateBlock.ROWS;
            if (index == blocks.length) {
                blocks = Arrays.copyOf(blocks, index + 1);
                blocks[index] = new TemplateBlock(sketching);
            }
            blocks[index].write(
                    size % TemplateBlock.ROWS, unit, owner); // in place: no view has counted this row of this block
            return size++;
        }

        /** Moves the last row into the gap. */
        void remove(int gap) {
            int last = size - 1;
            int lastRow = last % TemplateBlock.ROWS;
            TemplateBlock tail = own(last / TemplateBlock.ROWS);
            if (gap != last) {
                own(gap / TemplateBlock.ROWS).write(gap % TemplateBlock.ROWS, tail, lastRow);
                renumber(tail.owner(lastRow).subject(), last, gap);
            }
            tail.erase(lastRow);
            if (lastRow == 0) {
                blocks = Arrays.copyOf(blocks, blocks.length - 1);
            }
            size = last;
        }

        TemplateSnapshot view() {
            return new TemplateSnapshot(dimension, sketching, blocks, size, rows.size());
        }

        /** The block; a copy of it, if a view shows it. */
        private TemplateBlock own(int index) {
            if (index < published.length && blocks[index] == published[index]) {
                blocks[index] = blocks[index].copy(Math.min(TemplateBlock.ROWS, size - index * TemplateBlock.ROWS));
            }
            return blocks[index];
        }

        private void renumber(String subject, int from, int to) {
            int[] numbers = rows.get(subject);
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] == from) {
                    numbers[i] = to;
                }
            }
        }
    }
}
