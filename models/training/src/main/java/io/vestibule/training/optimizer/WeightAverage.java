package io.vestibule.training.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exponential moving average of a student's weights: average = d average + (1 - d) value. It is nearer to the centre of the path of
 * the steps than their last point, and it is what is validated and exported.
 *
 * <p>Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging" (1992); in this form Tarvainen and Valpola,
 * "Mean teachers" (arXiv 1703.01780), equation 1. After n steps, d is at most (1 + n) / (10 + n), so that the initial weights lose
 * their influence.
 */
public final class WeightAverage {

    private final double decay;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /**
     * @param decay d, 0 to under 1; with 0 the average equals the current values
     * @param initial initial values by name; copied
     */
    public WeightAverage(double decay, Map<String, float[]> initial) {
        this.decay = decay;
        initial.forEach((name, value) -> values.put(name, value.clone()));
    }

    /**
     * Includes the values of one step.
     *
     * @param current all or some of the initial names
     * @param steps completed steps, including this one
     */
    public void update(Map<String, float[]> current, long steps) {
        double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        float share = (float) (decay == 0 ? 1 : 1 - kept);
        values.forEach((name, average) -> {
            float[] value = current.get(name);
            if (value != null) {
                for (int i = 0; i < average.length; i++) {
                    average[i] += share * (value[i] - average[i]);
                }
            }
        });
    }

    /** The average by name. The arrays are its own; values that are written into them restore a state. */
    public Map<String, float[]> values() {
        return values;
    }
}
