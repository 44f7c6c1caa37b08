package io.vestibule.dataset.select;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.models.matching.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assigns samples to the sides of a split, without leaks between them. A labelled sample has the side of its identity. A training
 * identity is excluded if it may be a validation person under another name. A sample without identity is for training only, and is
 * excluded if it may show a validation person.
 */
public final class SplitAssignment {

    /**
     * Cosine from which an unlabelled face may be the person of the nearest class centre. It is lower than all matching thresholds,
     * because an excluded sample costs less than a leak.
     */
    public static final float POSSIBLY_SAME_PERSON = 0.3f;

    /**
     * Cosine from which two class centres may be one person under two names, which happens when folders come from several sources.
     * Centres are means and therefore closer to each other than single faces. On the public faces of the development, 51 of 24.6
     * million pairs of centres reached it, among them all people who are known to be in two folders.
     */
    public static final float SAME_PERSON = 0.6f;

    private final Split split;
    private final @Nullable Centres centres;
    private final Set<String> possibleDuplicates;

    /** @param centres of all classes; null to use the similarities of the samples */
    public SplitAssignment(Split split, @Nullable Centres centres) {
        this.split = split;
        this.centres = centres;
        this.possibleDuplicates = centres == null ? Set.of() : possibleDuplicates(split, centres);
    }

    /** Training identities that are excluded because they may be validation people under another name. */
    public Set<String> possibleDuplicates() {
        return possibleDuplicates;
    }

    /** The side of a sample; empty if it is excluded from both. */
    public Optional<SplitSide> of(Sample sample) {
        String identity = sample.label().identity();
        if (identity != null) {
            return possibleDuplicates.contains(identity) ? Optional.empty() : Optional.of(split.of(identity));
        }
        return mayShowValidationPerson(sample) ? Optional.empty() : Optional.of(SplitSide.TRAINING);
    }

    private boolean mayShowValidationPerson(Sample sample) {
        return nearest(sample)
                .filter(similarity -> similarity.cosine() >= POSSIBLY_SAME_PERSON)
                .filter(similarity -> split.of(similarity.identity()) == SplitSide.VALIDATION)
                .isPresent();
    }

    private Optional<ClassSimilarity> nearest(Sample sample) {
        if (centres == null) {
            return sample.similarities().stream().findFirst();
        }
        return centres.nearest(sample.embedding().unit(), 1).stream().findFirst();
    }

    private static Set<String> possibleDuplicates(Split split, Centres centres) {
        List<float[]> validation = identities(split, centres, SplitSide.VALIDATION)
                .map(centres::unit)
                .flatMap(Optional::stream)
                .toList();
        return identities(split, centres, SplitSide.TRAINING)
                .parallel()
                .filter(identity -> centres.unit(identity).stream().anyMatch(unit -> validation.stream()
                        .anyMatch(other -> Vectors.dot(other, 0, unit) >= SAME_PERSON)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> identities(Split split, Centres centres, SplitSide side) {
        return centres.identities().stream().filter(identity -> split.of(identity) == side);
    }
}
