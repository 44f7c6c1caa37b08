package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Similarity scores of genuine and impostor pairs. Uses four bytes per pair. */
public final class PairScores {

    /** Score of a pair that could not be compared: below each threshold. */
    public static final float NOT_COMPARED = Float.NEGATIVE_INFINITY;

    /**
     * Minimum number of false matches that a rate must allow before it is reported. With fewer than 3/FMR impostor pairs, even
     * zero false matches would not show with 95 % confidence that the rate is that low ("rule of three").
     */
    public static final int MIN_FALSE_MATCHES = 3;

    /** Far above the rounding error of a rate times a number of pairs, and far below one pair. */
    private static final double ROUNDING = 1e-6;

    private final float[] genuine;
    private final float[] impostor;

    private PairScores(float[] genuine, float[] impostor) {
        this.genuine = genuine;
        this.impostor = impostor;
    }

    /**
     * Takes over the arrays and sorts them in place, because there can be too many scores to copy.
     *
     * @throws IllegalArgumentException if a score is not a number
     */
    public static PairScores of(float[] genuine, float[] impostor) {
        return new PairScores(sorted(genuine), sorted(impostor));
    }

    /** The union of several sets. */
    public static PairScores union(Collection<PairScores> sets) {
        return of(joined(sets, set -> set.genuine), joined(sets, set -> set.impostor));
    }

    /** Number of genuine pairs. */
    public int genuine() {
        return genuine.length;
    }

    /** Number of impostor pairs. */
    public int impostor() {
        return impostor.length;
    }

    /** Whether there is at least one pair of each kind. */
    public boolean hasBothKinds() {
        return genuine.length > 0 && impostor.length > 0;
    }

    /** Minimum number of impostor pairs to report FNMR at this FMR. */
    public static long impostorsNeeded(double falseMatchRate) {
        return (long) Math.ceil(MIN_FALSE_MATCHES / falseMatchRate - ROUNDING);
    }

    /** Error rates at a threshold. */
    public ErrorRates at(float threshold) {
        return new ErrorRates(
                threshold,
                share(impostor.length - countBelow(impostor, threshold), impostor.length),
                share(countBelow(genuine, threshold), genuine.length));
    }

    /**
     * Error rates at the lowest threshold with at most {@code falseMatchRate} matching impostor pairs. With equal scores there
     * can be fewer matches than allowed, never more.
     *
     * @return empty if there are fewer than {@link #impostorsNeeded} impostor pairs, or no genuine pair
     */
    public Optional<ErrorRates> atFalseMatchRate(double falseMatchRate) {
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("a false match rate must be between 0 and 1, not " + falseMatchRate);
        }
        if (genuine.length == 0 || impostor.length < impostorsNeeded(falseMatchRate)) {
            return Optional.empty();
        }
        int allowed = (int) Math.floor(falseMatchRate * impostor.length + ROUNDING);
        float highestRejected = impostor[impostor.length - 1 - allowed];
        return Optional.of(at(highestRejected == NOT_COMPARED ? -Float.MAX_VALUE : Math.nextUp(highestRejected)));
    }

    /**
     * Error rates at the threshold of highest {@linkplain ErrorRates#accuracy accuracy}, halfway between the neighbouring
     * scores. Of several equally accurate thresholds it is the highest, because a false match is worse than a false
     * non-match.
     *
     * @throws IllegalStateException unless there is a pair of each kind
     */
    public ErrorRates mostAccurate() {
        if (!hasBothKinds()) {
            throw new IllegalStateException("the most accurate threshold needs genuine and impostor pairs");
        }
        double best = 0.5; // accuracy without any match
        float threshold = Math.nextUp(Math.max(genuine[genuine.length - 1], impostor[impostor.length - 1]));
        int genuineBelow = genuine.length;
        int impostorBelow = impostor.length;
        while (true) {
            float next = Math.max(top(genuine, genuineBelow), top(impostor, impostorBelow));
            if (next == NOT_COMPARED) {
                return at(threshold);
            }
            genuineBelow = skip(genuine, genuineBelow, next);
            impostorBelow = skip(impostor, impostorBelow, next);
            double accuracy = 1 - (share(genuineBelow, genuine.length) + 1 - share(impostorBelow, impostor.length)) / 2;
            if (accuracy > best) {
                best = accuracy;
                threshold = between(Math.max(top(genuine, genuineBelow), top(impostor, impostorBelow)), next);
            }
        }
    }

    /** A number above {@code lower} and not above {@code upper}. */
    private static float between(float lower, float upper) {
        float middle = lower == NOT_COMPARED ? upper : lower + (upper - lower) / 2;
        return middle > lower ? middle : upper;
    }

    /** The highest of the lowest {@code count} scores. */
    private static float top(float[] scores, int count) {
        return count == 0 ? NOT_COMPARED : scores[count - 1];
    }

    /** Number of the lowest {@code count} scores that are below {@code score}, which no score of them exceeds. */
    private static int skip(float[] scores, int count, float score) {
        int below = count;
        while (below > 0 && scores[below - 1] == score) {
            below--;
        }
        return below;
    }

    private static int countBelow(float[] scores, float threshold) {
        int from = 0;
        int to = scores.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (scores[middle] < threshold) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static float[] sorted(float[] scores) {
        Arrays.sort(scores);
        // NaN sorts last. It is neither above nor below a threshold.
        if (scores.length > 0 && Float.isNaN(scores[scores.length - 1])) {
            throw new IllegalArgumentException("a score is not a number");
        }
        return scores;
    }

    private static float[] joined(Collection<PairScores> sets, Function<PairScores, float[]> kind) {
        int length = sets.stream().map(kind).mapToInt(scores -> scores.length).reduce(0, Math::addExact);
        float[] joined = new float[length];
        int at = 0;
        for (PairScores set : sets) {
            float[] scores = kind.apply(set);
            System.arraycopy(scores, 0, joined, at, scores.length);
            at += scores.length;
        }
        return joined;
    }
}
