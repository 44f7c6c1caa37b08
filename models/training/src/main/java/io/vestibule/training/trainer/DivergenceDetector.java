package io.vestibule.training.trainer;

import java.util.Arrays;
import java.util.Optional;

/**
 * Detects a diverged run by its loss. A loss or gradient that is not finite counts at once. A loss far above its former median
 * counts when it has lasted for {@value #RECENT_STEPS} steps.
 */
final class DivergenceDetector {

    /** Steps of the former median. */
    private static final int FORMER_STEPS = 400;

    /** Steps that must all be far above the median. */
    private static final int RECENT_STEPS = 50;

    /** Multiple of the median that is far above it. */
    private static final double FACTOR = 3;

    /** Added to the limit, because a loss near 0 triples easily. */
    private static final double OFFSET = 0.5;

    private final double[] former = new double[FORMER_STEPS];
    private final double[] recent = new double[RECENT_STEPS];
    private long steps;
    private boolean aboveLimit;

    /** Whether the last loss was not far above the median. Only then is the student worth a checkpoint. */
    boolean isLossNormal() {
        return !aboveLimit;
    }

    /**
     * Adds a step.
     *
     * @return the reason, if the run has diverged
     */
    Optional<String> observe(double loss, double gradientNorm) {
        if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
            return Optional.of("the loss is " + loss + " and the norm of its gradient " + gradientNorm);
        }
        int position = (int) (steps % RECENT_STEPS);
        if (steps >= RECENT_STEPS) {
            former[(int) ((steps - RECENT_STEPS) % FORMER_STEPS)] = recent[position];
        }
        recent[position] = loss;
        steps++;
        if (steps < FORMER_STEPS + RECENT_STEPS) {
            return Optional.empty();
        }
        double median = median(former);
        double limit = FACTOR * median + OFFSET;
        aboveLimit = loss > limit;
        double lowest = Arrays.stream(recent).min().orElseThrow();
        return lowest > limit
                ? Optional.of("for " + RECENT_STEPS + " steps the loss was over " + (float) lowest
                        + ", far above its median of " + (float) median)
                : Optional.empty();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
