package io.vestibule.models.matching;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one contract as they were at one moment. Never changes; any number of threads may read it.
 *
 * <p>A search is exact: it finds what the inner product with every row would find, to the last bit. Sketches of the rows, a
 * sixth of their bytes, rule nearly all of them out beforehand ({@link RowQuantizer}). Among 100,000 rows of 512 that is some seven
 * times as fast as all products, which take the time that it takes to bring 200 MB from memory.
 */
public final class TemplateSnapshot {

    private final int dimension;
    private final RowQuantizer sketching;
    private final TemplateBlock[] blocks;
    private final int size;
    private final int subjects;

    /** Computed when first asked for; two threads that do so at once compute the same. */
    private @Nullable String version;

    TemplateSnapshot(int dimension, RowQuantizer sketching, TemplateBlock[] blocks, int size, int subjects) {
        this.dimension = dimension;
        this.sketching = sketching;
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
     * The most similar subject and the next; empty where nobody may be matched at that time.
     *
     * @param probe unit vector
     * @param at time of the probe, in the unit that subjects were put with
     * @throws IllegalArgumentException if the probe has another dimension
     */
    public Optional<SubjectMatch> match(float[] probe, long at) {
        List<ScoredSubject> two = nearest(probe, at, 2);
        return two.isEmpty()
                ? Optional.empty()
                : Optional.of(new SubjectMatch(two.get(0), two.size() < 2 ? null : two.get(1)));
    }

    /**
     * The most similar subjects, best first, each once.
     *
     * @param probe unit vector
     * @param at time of the probe, in the unit that subjects were put with
     * @param count how many at most, from 1
     * @throws IllegalArgumentException if the probe has another dimension
     */
    public List<ScoredSubject> nearest(float[] probe, long at, int count) {
        if (probe.length != dimension) {
            throw new IllegalArgumentException(
                    "a probe of " + probe.length + " values among templates of " + dimension);
        }
        ExactSearch search = new ExactSearch(sketching, probe, at, count);
        int left = size;
        for (TemplateBlock block : blocks) {
            search.visit(block, Math.min(left, TemplateBlock.ROWS));
            left -= TemplateBlock.ROWS;
        }
        return search.found();
    }

    /** The best cosine over the templates of one subject, whether or not it may be matched; empty if it has none. */
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

    /** Each template, and whose it is; subjects in no particular order. */
    public void forEach(Visitor visitor) {
        for (int row = 0; row < size; row++) {
            TemplateBlock block = blocks[row / TemplateBlock.ROWS];
            TemplateOwner owner = block.owner(row % TemplateBlock.ROWS);
            visitor.visit(owner.subject(), block.unit(row % TemplateBlock.ROWS).clone(), owner.usableUntil());
        }
    }

    /** Is shown every template. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param unit a copy of the vector
         * @param usableUntil last moment at which the subject may match
         */
        void visit(String subject, float[] unit, long usableUntil);
    }

    /**
     * Name of this content: lower-case hex SHA-256 over subjects and their templates, subjects in sorted order. The order
     * in which subjects came, and what was there in between, make no difference. Empty where there are no templates.
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
        MessageDigest digest = TemplateDigest.sha256();
        owners.values().forEach(owner -> {
            digest.update(owner.subject().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(owner.digest());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    TemplateBlock[] blocks() {
        return blocks;
    }
}
