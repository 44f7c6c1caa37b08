package io.vestibule.training.evaluation;

import java.util.OptionalDouble;

/**
 * How a student did.
 *
 * @param cosine mean cosine between its and the teacher's embedding of the same face, -1 to 1; of two spaces that have nothing to do with each other about 0
 * @param own its own probes in its own gallery
 * @param cross its probes in the teacher's gallery; all zero where embeddings differ in length
 */
public record ValidationMetrics(double cosine, Verification own, Verification cross) {

    /**
     * Comparisons of every face with every other.
     *
     * @param accuracy mean of the shares of right decisions among genuine and impostor pairs, at the threshold that makes it highest, 0 to 1
     * @param fnmr false non-match rate at a false match rate of 1e-3, 0 to 1; nothing where there are too few impostor pairs to say
     * @param genuine pairs of one person
     * @param impostor pairs of two
     */
    public record Verification(double accuracy, OptionalDouble fnmr, long genuine, long impostor) {}

    /** Whether this student is to be preferred: fewer false non-matches, or nearer to its teacher where that is equal or unknown. */
    public boolean betterThan(ValidationMetrics other) {
        double mine = own.fnmr().orElse(1);
        double theirs = other.own.fnmr().orElse(1);
        return mine < theirs || mine == theirs && cosine > other.cosine;
    }
}
