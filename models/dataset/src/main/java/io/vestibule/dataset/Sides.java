package io.vestibule.dataset;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which side of the split a sample is. One with an identity goes where its identity goes. One without may only be learnt from;
 * and not even that if it is like a person that students are judged by, for it may well be that person.
 *
 * @param split of the identities
 * @param centres of all known classes; null: go by the likenesses that the sample has
 */
public record Sides(Split split, @Nullable Centres centres) {

    /** Cosine from which an unlabelled face may be the person whose centre is nearest. Lower than any matching threshold: in doubt, it is left out. */
    public static final float SUSPICION = 0.3f;

    /** Empty: the sample may be on neither side. */
    public Optional<Side> of(Sample sample) {
        String identity = sample.label().identity();
        if (identity != null) {
            return Optional.of(split.of(identity));
        }
        return nearest(sample)
                        .filter(likeness -> likeness.cosine() >= SUSPICION)
                        .filter(likeness -> split.of(likeness.identity()) == Side.VALIDATION)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Side.TRAINING);
    }

    private Optional<Likeness> nearest(Sample sample) {
        if (centres == null) {
            return sample.likenesses().stream().findFirst();
        }
        return centres.nearest(sample.embedding().unit(), 1).stream().findFirst();
    }
}
