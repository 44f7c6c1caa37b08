package io.vestibule.models.matching;

import io.vestibule.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the templates of one contract. Safe for concurrent use.
 *
 * <p>A search is exact: it gives the result of the inner product with every row, to the last bit. Quantised rows, a sixth of the bytes,
 * exclude nearly all rows first ({@link RowQuantiser}). Among 100,000 rows of 512 values this is about seven times as fast as all
 * products, which are limited by reading 200 MB from memory.
 */
public final class TemplateSnapshot {

    private final int dimension;
    private final RowQuantiser quantiser;
    private final TemplateBlock[] blocks;
    private final int size;
    private final int subjects;

    /** Computed on first use. Two threads that compute it at once get the same value. */
    private @Nullable String version;

    TemplateSnapshot(int dimension, RowQuantiser quantiser, TemplateBlock[] blocks, int size, int subjects) {
        this.dimension = dimension;
        this.quantiser = quantiser;
        this.blocks = blocks;
        this.size = size;
        this.subjects = subjects;
    }

    public int dimension() {
        return dimension;
    }

    /** Number of templates. */
    public int size() {
        return size;
    }

    /** Number of subjects. */
    public int subjects() {
        return subjects;
    }

    /**
     * The most similar subject and the next one; empty if no subject may match at that time.
     *
     * @param probe unit vector
     * @param at time of the probe, in the unit of {@code usableUntil}
     * @throws IllegalArgumentException if the probe has another dimension
     */
    public Optional<SubjectMatch> match(float[] probe, long at) {
        List<ScoredSubject> two = nearest(probe, at, 2);
        return two.isEmpty()
                ? Optional.empty()
                : Optional.of(new SubjectMatch(two.get(0), two.size() < 2 ? null : two.get(1)));
    }

    /**
     * The most similar subjects, best first, each subject once.
     *
     * @param probe unit vector
     * @param at time of the probe, in the unit of {@code usableUntil}
     * @param count maximum number of subjects, from 1
     * @throws IllegalArgumentException if the probe has another dimension
     */
    public List<ScoredSubject> nearest(float[] probe, long at, int count) {
        if (probe.length != dimension) {
            throw new IllegalArgumentException(
                    "the probe has " + probe.length + " values, but the templates have " + dimension);
        }
        ExactSearch search = new ExactSearch(quantiser, probe, at, count);
        int remaining = size;
        for (TemplateBlock block : blocks) {
            search.visit(block, Math.min(remaining, TemplateBlock.ROWS));
            remaining -= TemplateBlock.ROWS;
        }
        return search.found();
    }

    /** The best cosine over the templates of one subject, even if its time is over; empty if it has no template. */
    public Optional<Float> similarity(String subject, float[] probe) {
        Optional<Float> best = Optional.empty();
        for (int row = 0; row < size; row++) {
            TemplateBlock block = blocks[row / TemplateBlock.ROWS];
            if (block.owner(row % TemplateBlock.ROWS).subject().equals(subject)) {
                float cosine = Vectors.dot(block.unit(row % TemplateBlock.ROWS), 0, probe);
                best = Optional.of(Math.max(cosine, best.orElse(cosine)));
            }
        }
        return best;
    }

    /** Visits each template with its subject, in no defined order. */
    public void forEach(Visitor visitor) {
        for (int row = 0; row < size; row++) {
            TemplateBlock block = blocks[row / TemplateBlock.ROWS];
            TemplateOwner owner = block.owner(row % TemplateBlock.ROWS);
            visitor.visit(owner.subject(), block.unit(row % TemplateBlock.ROWS).clone(), owner.usableUntil());
        }
    }

    /** Receives each template. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Receives one template.
         *
         * @param unit a copy of the vector
         * @param usableUntil last moment at which the subject may match
         */
        void visit(String subject, float[] unit, long usableUntil);
    }

    /**
     * Version of the content: SHA-256 over subjects and their templates in sorted order, in lower-case hex. The history of changes
     * does not matter. Empty if there are no templates.
     */
    public String version() {
        String known = version;
        if (known == null) {
            known = size == 0 ? "" : computeVersion();
            version = known;
        }
        return known;
    }

    private String computeVersion() {
        Map<String, TemplateOwner> owners = new TreeMap<>();
        for (int row = 0; row < size; row++) {
            TemplateOwner owner = blocks[row / TemplateBlock.ROWS].owner(row % TemplateBlock.ROWS);
            owners.put(owner.subject(), owner);
        }
        MessageDigest digest = Sha256.newDigest();
        owners.values().forEach(owner -> {
            digest.update(owner.subject().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(owner.digest());
        });
        return Sha256.hex(digest);
    }

    TemplateBlock[] blocks() {
        return blocks;
    }
}
