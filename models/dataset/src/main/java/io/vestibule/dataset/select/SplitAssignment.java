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
 * On which side of the split a sample is. One with an identity goes where its identity goes, unless it is to be learnt from and its
 * identity is so like one that students are judged by that it may be the same person under two names. One without an identity may only be
 * learnt from; and not even that if it is like a person that students are judged by, for it may well be that person.
 */
public final class SplitAssignment {

    /** Cosine from which an unlabelled face may be the person whose centre is nearest. Lower than any matching threshold: in doubt, it is left out. */
    public static final float SUSPICION = 0.3f;

    /**
     * Cosine from which two centres may be one person under two names. Folders are named by many hands, and a person who is in two of
     * them would be on both sides. Centres are means, which are nearer to each other than single faces: on the public faces this was
     * developed on, 51 of 24.6 million pairs of centres reached it, among them everybody known to be in two folders.
     */
    public static final float DOUBLE = 0.6f;

    private final Split split;
    private final @Nullable Centres centres;
    private final Set<String> doubles;

    /**
     * @param split of the identities
     * @param centres of all known classes; null: go by the likenesses that the sample has
     */
    public SplitAssignment(Split split, @Nullable Centres centres) {
        this.split = split;
        this.centres = centres;
        this.doubles = centres == null ? Set.of() : doubles(split, centres);
    }

    /** Identities that are not learnt from, since they may be people that students are judged by, under another name. */
    public Set<String> doubles() {
        return doubles;
    }

    /** Empty: the sample may be on neither side. */
    public Optional<SplitSide> of(Sample sample) {
        String identity = sample.label().identity();
        if (identity != null) {
            return doubles.contains(identity) ? Optional.empty() : Optional.of(split.of(identity));
        }
        return nearest(sample)
                        .filter(likeness -> likeness.cosine() >= SUSPICION)
                        .filter(likeness -> split.of(likeness.identity()) == SplitSide.VALIDATION)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(SplitSide.TRAINING);
    }

    private Optional<ClassSimilarity> nearest(Sample sample) {
        if (centres == null) {
            return sample.likenesses().stream().findFirst();
        }
        return centres.nearest(sample.embedding().unit(), 1).stream().findFirst();
    }

    private static Set<String> doubles(Split split, Centres centres) {
        List<float[]> judged = identities(split, centres, SplitSide.VALIDATION)
                .map(centres::unit)
                .flatMap(Optional::stream)
                .toList();
        return identities(split, centres, SplitSide.TRAINING)
                .parallel()
                .filter(identity -> centres.unit(identity).stream()
                        .anyMatch(unit -> judged.stream().anyMatch(other -> Vectors.dot(other, 0, unit) >= DOUBLE)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> identities(Split split, Centres centres, SplitSide side) {
        return centres.identities().stream().filter(identity -> split.of(identity) == side);
    }
}
