package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Scores of pairs whose answers are known; the higher, the more alike. Four bytes a pair. */
public final class PairScores {

    /** Score of a pair that could not be compared: under every threshold. */
    public static final float NOT_COMPARED = Float.NEGATIVE_INFINITY;

    /**
     * False matches that a rate must leave room for before it is stated. With fewer than 3/FMR impostor pairs not even a
     * run without one false match would show, with 95 % confidence, that the rate is that low ("rule of three").
     */
    public static final int FEWEST_FALSE_MATCHES = 3;

    /** Far more than the rounding error of a rate times a number of pairs, far less than one pair. */
    private static final double ROUNDING = 1e-6;

    private final float[] genuine;
    private final float[] impostor;

    private PairScores(float[] genuine, float[] impostor) {
        this.genuine = genuine;
        this.impostor = impostor;
    }

    /**
     * Takes the arrays over and sorts them: there may be too many scores to copy them.
     *
     * @throws IllegalArgumentException if a score is not a number
     */
    public static PairScores of(float[] genuine, float[] impostor) {
        return new PairScores(sorted(genuine), sorted(impostor));
    }

    /** All scores of several sets as one. */
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

    /** Impostor pairs that are needed before FNMR at this FMR is stated. */
    public static long impostorsNeeded(double falseMatchRate) {
        return (long) Math.ceil(FEWEST_FALSE_MATCHES / falseMatchRate - ROUNDING);
    }

    /** Errors made with a threshold. */
    public ErrorRates at(float threshold) {
        return new ErrorRates(
                threshold,
                share(impostor.length - countBelow(impostor, threshold), impostor.length),
                share(countBelow(genuine, threshold), genuine.length));
    }

    /**
     * Errors at the lowest threshold with which no more than {@code falseMatchRate} of the impostor pairs match. Where
     * scores are equal, that may be fewer than allowed, never more.
     *
     * @return nothing where there are fewer than {@link #impostorsNeeded} impostor pairs, or no genuine one
     */
    public Optional<ErrorRates> atFalseMatchRate(double falseMatchRate) {
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("a false match rate lies between 0 and 1, not at " + falseMatchRate);
        }
        if (genuine.length == 0 || impostor.length < impostorsNeeded(falseMatchRate)) {
            return Optional.empty();
        }
        int allowed = (int) Math.floor(falseMatchRate * impostor.length + ROUNDING);
        float bestRefused = impostor[impostor.length - 1 - allowed];
        return Optional.of(at(bestRefused == NOT_COMPARED ? -Float.MAX_VALUE : Math.nextUp(bestRefused)));
    }

    /**
     * Errors at the threshold of highest {@linkplain ErrorRates#accuracy accuracy}, in the middle between the scores on
     * its two sides. Of several that do equally well it is the highest, since a door had rather ask again than open.
     *
     * @throws IllegalStateException unless there is a pair of each kind
     */
    public ErrorRates mostAccurate() {
        if (!hasBothKinds()) {
            throw new IllegalStateException(
                    "a threshold is chosen on genuine and impostor pairs, not on one kind alone");
        }
        double best = 0.5; // that of matching nothing
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

    /** A number above the lower and not above the upper. */
    private static float between(float lower, float upper) {
        float middle = lower == NOT_COMPARED ? upper : lower + (upper - lower) / 2;
        return middle > lower ? middle : upper;
    }

    /** The highest of the lowest {@code count} scores. */
    private static float top(float[] scores, int count) {
        return count == 0 ? NOT_COMPARED : scores[count - 1];
    }

    /** How many of the lowest {@code count} scores lie under a score that is the highest of them, or higher. */
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
        // Not-a-number sorts last. It would neither reach a threshold nor stay under one.
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
