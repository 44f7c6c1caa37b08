package io.vestibule.training.evaluation;

import java.util.OptionalDouble;

/**
 * Validation metrics of a student.
 *
 * @param cosine mean cosine between the student's and the teacher's embedding of the same face, -1 to 1; about 0 for unrelated
 *     spaces
 * @param own student probes against a gallery of student embeddings
 * @param cross student probes against a gallery of teacher embeddings; all zero if the dimensions differ
 */
public record ValidationMetrics(double cosine, Verification own, Verification cross) {

    /**
     * Metrics of comparing every face with every other one.
     *
     * @param accuracy mean of the correct shares of genuine and impostor pairs, at the threshold that maximises it, 0 to 1
     * @param fnmr false non-match rate at a false match rate of 1e-3, 0 to 1; empty if there are too few impostor pairs
     * @param genuine number of pairs of one identity
     * @param impostor number of pairs of two identities
     */
    public record Verification(double accuracy, OptionalDouble fnmr, long genuine, long impostor) {}

    /** Whether these metrics are better: a lower false non-match rate, or a higher cosine if that is equal or unknown. */
    public boolean isBetterThan(ValidationMetrics other) {
        double mine = own.fnmr().orElse(1);
        double theirs = other.own.fnmr().orElse(1);
        return mine < theirs || (mine == theirs && cosine > other.cosine);
    }
}
