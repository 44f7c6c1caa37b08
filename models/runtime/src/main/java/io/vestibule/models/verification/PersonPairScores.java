package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Similarity scores of all pairs of a set of images, with the person of each image. FNMR at an FMR can be resampled by person.
 *
 * <p>If a person was drawn w times, each of their genuine pairs counts w times. A pair of two people who were drawn v and w
 * times counts v times w. Two draws of the same person form no impostor pairs, because their images would be identical.
 *
 * <p>Of the impostor pairs only the highest scores are kept, because no threshold lies below them.
 */
public final class PersonPairScores {

    /** Factor of the kept tail: thresholds of resamples differ from the sample's, so they need more than the highest rate. */
    private static final double TAIL_FACTOR = 4;

    /** Minimum number of impostor scores to keep. */
    private static final int MIN_KEPT = 50_000;

    private static final int BINS = 1 << 16;

    /** Far above the rounding error of a rate times a number of pairs, and far below one pair. */
    private static final double ROUNDING = 1e-6;

    private final int[] images;
    private final float[] genuine;
    private final int[] genuinePerson;
    private final float[] tail;
    private final int[] tailFirst;
    private final int[] tailSecond;
    private final double highestRate;

    private PersonPairScores(
            int[] images,
            float[] genuine,
            int[] genuinePerson,
            float[] tail,
            int[] tailFirst,
            int[] tailSecond,
            double highestRate) {
        this.images = images;
        this.genuine = genuine;
        this.genuinePerson = genuinePerson;
        this.tail = tail;
        this.tailFirst = tailFirst;
        this.tailSecond = tailSecond;
        this.highestRate = highestRate;
    }

    /**
     * @param people person of each image, numbered from 0 without gaps
     * @param triangle cosines, -1 to 1; that of image i with image j, j < i, is at {@code i (i - 1) / 2 + j}
     * @param highestRate the highest FMR that will be used
     * @throws IllegalArgumentException if the lengths of the arrays do not match, or a score is NaN
     */
    public static PersonPairScores of(int[] people, float[] triangle, double highestRate) {
        if (triangle.length != people.length * (people.length - 1L) / 2) {
            throw new IllegalArgumentException(
                    triangle.length + " scores do not match the pairs of " + people.length + " images");
        }
        int[] images = new int[Arrays.stream(people).max().orElse(-1) + 1];
        Arrays.stream(people).forEach(person -> images[person]++);
        float cut = cut(people, triangle, highestRate);
        int genuinePairs = 0;
        int tailPairs = 0;
        for (int i = 1, at = 0; i < people.length; i++) {
            for (int j = 0; j < i; j++, at++) {
                if (people[i] == people[j]) {
                    genuinePairs++;
                } else if (triangle[at] >= cut) {
                    tailPairs++;
                }
            }
        }
        float[] genuine = new float[genuinePairs];
        int[] genuinePerson = new int[genuinePairs];
        float[] tail = new float[tailPairs];
        long[] pairs = new long[tailPairs];
        genuinePairs = 0;
        tailPairs = 0;
        for (int i = 1, at = 0; i < people.length; i++) {
            for (int j = 0; j < i; j++, at++) {
                if (people[i] == people[j]) {
                    genuine[genuinePairs] = triangle[at];
                    genuinePerson[genuinePairs++] = people[i];
                } else if (triangle[at] >= cut) {
                    tail[tailPairs] = triangle[at];
                    pairs[tailPairs++] = (long) people[i] << Integer.SIZE | people[j];
                }
            }
        }
        int[] order = IntStream.range(0, tailPairs)
                .boxed()
                .sorted(Comparator.comparingDouble(pair -> -tail[pair]))
                .mapToInt(Integer::intValue)
                .toArray();
        float[] sorted = new float[tailPairs];
        int[] first = new int[tailPairs];
        int[] second = new int[tailPairs];
        for (int place = 0; place < tailPairs; place++) {
            sorted[place] = tail[order[place]];
            first[place] = (int) (pairs[order[place]] >>> Integer.SIZE);
            second[place] = (int) pairs[order[place]];
        }
        return new PersonPairScores(images, genuine, genuinePerson, sorted, first, second, highestRate);
    }

    /** A score that is reached by {@link #TAIL_FACTOR} times the share of impostor pairs, and few more. */
    private static float cut(int[] people, float[] triangle, double highestRate) {
        int[] bins = new int[BINS];
        long impostors = 0;
        for (int i = 1, at = 0; i < people.length; i++) {
            for (int j = 0; j < i; j++, at++) {
                float score = triangle[at];
                if (Float.isNaN(score)) {
                    throw new IllegalArgumentException("a score is not a number");
                }
                if (people[i] != people[j]) {
                    bins[bin(score)]++;
                    impostors++;
                }
            }
        }
        double minimum = Math.max(MIN_KEPT, TAIL_FACTOR * highestRate * impostors);
        long reached = 0;
        for (int bin = BINS - 1; bin > 0; bin--) {
            reached += bins[bin];
            if (reached >= minimum) {
                return (float) (2.0 * bin / BINS - 1);
            }
        }
        return Float.NEGATIVE_INFINITY;
    }

    private static int bin(float score) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.floor((score + 1.0) / 2 * BINS)));
    }

    /** Number of people. */
    public int people() {
        return images.length;
    }

    public long genuinePairs() {
        return genuine.length;
    }

    public long impostorPairs() {
        return Math.round(impostors(BootstrapResamples.sample(images.length)));
    }

    /**
     * Error rates at the lowest threshold with at most that share of matching impostor pairs, as in {@link PairScores}.
     *
     * @return empty if there are too few impostor pairs ({@link PairScores#impostorsNeeded}), or no genuine pair
     */
    public Optional<ErrorRates> atFalseMatchRate(double rate) {
        if (genuine.length == 0 || impostorPairs() < PairScores.impostorsNeeded(rate)) {
            return Optional.empty();
        }
        int[] once = BootstrapResamples.sample(images.length);
        float threshold = threshold(rate, once);
        int matching = 0;
        while (matching < tail.length && tail[matching] >= threshold) {
            matching++;
        }
        return Optional.of(new ErrorRates(threshold, (double) matching / impostorPairs(), missed(threshold, once)));
    }

    /**
     * FNMR at an FMR in each resample; NaN if a resample has no genuine or no impostor pair. Each resample has its own
     * threshold.
     */
    public double[] falseNonMatchRates(double rate, BootstrapResamples resamples) {
        return resamples.each(weights -> {
            float threshold = threshold(rate, weights);
            return Float.isNaN(threshold) ? Double.NaN : missed(threshold, weights);
        });
    }

    private float threshold(double rate, int[] weights) {
        if (!(rate > 0 && rate <= highestRate)) {
            throw new IllegalArgumentException("the rate must be above 0 and at most " + highestRate + ", not " + rate);
        }
        double all = impostors(weights);
        double allowed = rate * all + ROUNDING;
        double matching = 0;
        for (int pair = 0; pair < tail.length; pair++) {
            matching += (double) weights[tailFirst[pair]] * weights[tailSecond[pair]];
            if (matching > allowed) {
                return Math.nextUp(tail[pair]);
            }
        }
        // No impostor pairs, or a threshold below the kept scores.
        return Float.NaN;
    }

    /** Weighted number of impostor pairs: half of (square of all images, minus the squares of each person's images). */
    private double impostors(int[] weights) {
        double sum = 0;
        double squares = 0;
        for (int person = 0; person < images.length; person++) {
            double drawn = (double) weights[person] * images[person];
            sum += drawn;
            squares += drawn * drawn;
        }
        return (sum * sum - squares) / 2;
    }

    private double missed(float threshold, int[] weights) {
        long missed = 0;
        long all = 0;
        for (int pair = 0; pair < genuine.length; pair++) {
            int weight = weights[genuinePerson[pair]];
            all += weight;
            if (genuine[pair] < threshold) {
                missed += weight;
            }
        }
        return all == 0 ? Double.NaN : (double) missed / all;
    }
}
