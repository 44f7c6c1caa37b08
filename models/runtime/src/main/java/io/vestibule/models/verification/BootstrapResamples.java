package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Samples of people with replacement, for bootstrap intervals. People are sampled instead of pairs, because the pairs of one
 * person are not independent: a person who is hard to recognise is so in all of them. This is the "subsets bootstrap" of R. M. Bolle,
 * N. K. Ratha and S. Pankanti, "Error analysis of pattern recognition systems: the subsets bootstrap", Computer Vision and
 * Image Understanding 93 (2004), 1-33.
 *
 * <p>To compare two figures, use the same resamples for both. What is hard for both then cancels in their difference.
 */
public final class BootstrapResamples {

    private final int[][] draws;

    private BootstrapResamples(int[][] draws) {
        this.draws = draws;
    }

    /**
     * @param people number of people, which is also the number drawn per resample
     * @param count number of resamples
     * @param seed the same seed gives the same resamples
     */
    public static BootstrapResamples of(int people, int count, long seed) {
        Random random = new Random(seed);
        int[][] draws = new int[count][people];
        for (int[] draw : draws) {
            for (int i = 0; i < people; i++) {
                draw[random.nextInt(people)]++;
            }
        }
        return new BootstrapResamples(draws);
    }

    /** The weights of the original sample: each person once. */
    static int[] sample(int people) {
        int[] once = new int[people];
        Arrays.fill(once, 1);
        return once;
    }

    /**
     * Computes a figure for each resample.
     *
     * @param figure function of the number of times each person was drawn; called by several threads
     */
    public double[] each(ToDoubleFunction<int[]> figure) {
        return Arrays.stream(draws).parallel().mapToDouble(figure).toArray();
    }

    public int count() {
        return draws.length;
    }
}
