package io.vestibule.topologies.gallery;

import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.Identifier;
import java.util.Collection;

/**
 * Limits of the gallery. Other processes write its topic, and all of it stays in memory: at most 250,000 templates of 512
 * values, which need about 600 MB, or twice as much with class centres.
 */
final class GalleryLimits {

    /** Largest value of the setting {@code enrol.maximum-templates}. */
    static final int TEMPLATES_PER_ENTRY = 100;

    /** Four times that of the largest embedder. Rows are allocated in blocks, so a large dimension costs memory at once. */
    static final int DIMENSION = 2_048;

    static final int CONTRACTS = 16;

    /** Values of all templates: 250,000 templates of 512 values. */
    static final long VALUES = 128_000_000;

    private GalleryLimits() {}

    /** @throws IllegalArgumentException if a list of the entry is too long, or a name in it is no subject */
    static void check(GalleryEntry entry) {
        require(entry.getTemplates().size(), TEMPLATES_PER_ENTRY, "templates");
        require(entry.getDimension(), DIMENSION, "dimensions");
        require(entry.getSimilarSubjects().size(), Gallery.MAXIMUM_SIMILAR, "similar subjects");
        if (!entry.getSimilarSubjects().stream().allMatch(Identifier::isValid)) {
            throw new IllegalArgumentException("entry with a similar subject that has no valid id");
        }
    }

    /**
     * Checks whether the gallery has room for an entry. An entry that replaces another one needs room as well.
     *
     * @param maximum of the values of all templates
     * @throws IllegalArgumentException if it has not
     */
    static void checkRoom(
            GalleryEntry entry, boolean isNewContract, Collection<ContractGallery> contracts, long maximum) {
        if (isNewContract && contracts.size() >= CONTRACTS) {
            throw new IllegalArgumentException("the gallery has " + CONTRACTS + " contracts, which is the maximum");
        }
        long values = contracts.stream().mapToLong(ContractGallery::values).sum();
        if (values + (long) entry.getTemplates().size() * entry.getDimension() > maximum) {
            throw new IllegalArgumentException("the gallery has " + values + " values; the maximum is " + maximum);
        }
    }

    private static void require(int count, int maximum, String of) {
        if (count > maximum) {
            throw new IllegalArgumentException("entry with " + count + " " + of + "; the maximum is " + maximum);
        }
    }
}
