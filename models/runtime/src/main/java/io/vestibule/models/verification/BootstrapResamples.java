package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Draws of people with replacement, for bootstrap intervals. People are drawn and not pairs, because the pairs of one person
 * are not independent: a person who is hard to know is so in all of them. This is the "subsets bootstrap" of R. M. Bolle,
 * N. K. Ratha and S. Pankanti, "Error analysis of pattern recognition systems: the subsets bootstrap", Computer Vision and
 * Image Understanding 93 (2004), 1-33.
 *
 * <p>Two figures that are compared are to be resampled by the same draws: then what is hard for both falls out of their
 * difference.
 */
public final class BootstrapResamples {

    private final int[][] draws;

    private BootstrapResamples(int[][] draws) {
        this.draws = draws;
    }

    /**
     * @param people how many there are, and how many are drawn each time
     * @param count of resamples
     * @param seed the same seed draws the same people
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

    /** Each person once: the sample itself. */
    static int[] sample(int people) {
        int[] once = new int[people];
        Arrays.fill(once, 1);
        return once;
    }

    /**
     * A figure of each resample.
     *
     * @param figure of the number of times that each person was drawn; called on several threads
     */
    public double[] each(ToDoubleFunction<int[]> figure) {
        return Arrays.stream(draws).parallel().mapToDouble(figure).toArray();
    }

    public int count() {
        return draws.length;
    }
}
