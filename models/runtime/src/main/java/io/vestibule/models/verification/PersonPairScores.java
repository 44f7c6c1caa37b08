package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scores of every pair of some images, with whose images they are, so that FNMR at an FMR can be resampled by people.
 *
 * <p>Of a person who was drawn w times, each genuine pair counts w times; a pair of two people who were drawn v and w times
 * counts v times w. Pairs of a person with himself from two draws count as none: they would be impostors that look alike to
 * the last pixel.
 *
 * <p>Of the impostor pairs only the highest scores are kept, since no threshold lies among the others.
 */
public final class PersonPairScores {

    /** The threshold of a resample lies elsewhere than the sample's, so more of the tail is kept than its highest rate needs. */
    private static final double SPARE = 4;

    /** Fewer than these are all kept. */
    private static final int ALL = 50_000;

    private static final int BINS = 1 << 16;

    /** Far more than the rounding error of a rate times a number of pairs, far less than one pair. */
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
     * @param people the person of each image, from 0 without gaps
     * @param triangle the score of image i with image j, j below i, at {@code i (i - 1) / 2 + j}: cosines, -1 to 1
     * @param highestRate the highest FMR that will be asked for
     * @throws IllegalArgumentException if the arrays do not fit, or a score is not a number
     */
    public static PersonPairScores of(int[] people, float[] triangle, double highestRate) {
        if (triangle.length != people.length * (people.length - 1L) / 2) {
            throw new IllegalArgumentException(people.length + " images do not make " + triangle.length + " pairs");
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

    /** A score that at least {@link #SPARE} times the share of impostor pairs reach, and not many more. */
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
        double wanted = Math.max(ALL, SPARE * highestRate * impostors);
        long reached = 0;
        for (int bin = BINS - 1; bin > 0; bin--) {
            reached += bins[bin];
            if (reached >= wanted) {
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
     * Errors at the lowest threshold with which no more than that share of the impostor pairs match, as {@link PairScores} has it.
     *
     * @return nothing where there are too few impostor pairs ({@link PairScores#impostorsNeeded}), or no genuine one
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
     * FNMR at an FMR in each resample; not a number where a resample has no genuine pair, or none that could be an impostor's.
     * The threshold is found anew in each.
     */
    public double[] falseNonMatchRates(double rate, BootstrapResamples resamples) {
        return resamples.each(weights -> {
            float threshold = threshold(rate, weights);
            return Float.isNaN(threshold) ? Double.NaN : missed(threshold, weights);
        });
    }

    private float threshold(double rate, int[] weights) {
        if (!(rate > 0 && rate <= highestRate)) {
            throw new IllegalArgumentException("a rate over 0 and up to " + highestRate + " was promised, not " + rate);
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
        // Of nobody, or so odd a draw that the threshold lies below what was kept.
        return Float.NaN;
    }

    /** Weighted number of impostor pairs: half of the square of all images, less those of one person. */
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
