package io.vestibule.training.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moving average of a student's numbers: average = d average + (1 - d) value. It lies nearer to the middle of where the steps wander, and is what is judged and
 * written (Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992; in this form in Tarvainen and Valpola, "Mean teachers",
 * arXiv 1703.01780, equation 1). At first d is (1 + n) / (10 + n) after n steps if that is less, so that the beginning is forgotten.
 */
public final class WeightAverage {

    private final double decay;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /**
     * @param decay d, 0 to under 1; 0 follows at once
     * @param begin where it begins, by name; copied
     */
    public WeightAverage(double decay, Map<String, float[]> begin) {
        this.decay = decay;
        begin.forEach((name, value) -> values.put(name, value.clone()));
    }

    /**
     * Follows one step.
     *
     * @param current the same names as at the beginning, or some of them
     * @param steps made so far, this one included
     */
    public void follow(Map<String, float[]> current, long steps) {
        double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        float share = (float) (decay == 0 ? 1 : 1 - kept);
        current.forEach((name, value) -> {
            float[] average = values.get(name);
            for (int i = 0; i < average.length; i++) {
                average[i] += share * (value[i] - average[i]);
            }
        });
    }

    /** By name; the arrays are its own, and what is written into them is the average. */
    public Map<String, float[]> values() {
        return values;
    }
}
