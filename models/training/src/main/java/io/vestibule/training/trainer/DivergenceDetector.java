package io.vestibule.training.trainer;

import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the loss. One that is not a number is the end at once; one that has stayed far above what it was, for long, is no accident
 * any more.
 */
final class DivergenceDetector {

    /** Steps that count as "before". */
    private static final int BEFORE = 400;

    /** Steps that count as "for long". */
    private static final int LATELY = 50;

    /** How many times the median before. */
    private static final double FAR = 3;

    /** A loss near 0 triples easily. */
    private static final double LEAST = 0.5;

    private final double[] before = new double[BEFORE];
    private final double[] lately = new double[LATELY];
    private long steps;
    private boolean far;

    /** Whether the last loss was about what it usually is: only then is it worth keeping what was learnt. */
    boolean isUsual() {
        return !far;
    }

    /** @return what is wrong, if something is */
    Optional<String> after(double loss, double gradient) {
        if (!Double.isFinite(loss) || !Double.isFinite(gradient)) {
            return Optional.of("the loss is " + loss + " and the length of its gradient " + gradient);
        }
        int place = (int) (steps % LATELY);
        if (steps >= LATELY) {
            before[(int) ((steps - LATELY) % BEFORE)] = lately[place];
        }
        lately[place] = loss;
        steps++;
        if (steps < BEFORE + LATELY) {
            return Optional.empty();
        }
        double usual = median(before);
        far = loss > FAR * usual + LEAST;
        double lowest = Arrays.stream(lately).min().orElseThrow();
        return lowest > FAR * usual + LEAST
                ? Optional.of("for " + LATELY + " steps the loss has stayed over " + (float) lowest
                        + ", far above its median of " + (float) usual)
                : Optional.empty();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
