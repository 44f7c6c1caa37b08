package io.vestibule.training.trainer;

import java.util.LinkedHashMap;
import java.util.Map;

/** Averages the results of a fixed number of steps. */
final class StepAverages {

    private final int steps;
    private final int batchSize;
    private final Map<String, Double> termSums = new LinkedHashMap<>();
    private double lossSum;
    private double gradientNormSum;
    private int count;
    private double secondsAtStart;
    private double secondsNow;

    /**
     * @param steps that one status averages
     * @param batchSize faces per step
     * @param seconds spent on steps before, if the run is resumed
     */
    StepAverages(int steps, int batchSize, double seconds) {
        this.steps = steps;
        this.batchSize = batchSize;
        this.secondsAtStart = seconds;
    }

    /** @param seconds spent on all steps of the run, including this one */
    void add(TrainableStudent.StepResult result, double seconds) {
        lossSum += result.loss();
        gradientNormSum += result.gradientNorm();
        result.terms().forEach((name, value) -> termSums.merge(name, value, Double::sum));
        count++;
        secondsNow = seconds;
    }

    boolean isComplete() {
        return count == steps;
    }

    /** Returns the averages and resets the sums. */
    TrainingListener.Status drain(long step, double rate, TrainingClock clock) {
        double n = count;
        Map<String, Double> means = new LinkedHashMap<>();
        termSums.forEach((name, sum) -> means.put(name, sum / n));
        TrainingListener.Status status = new TrainingListener.Status(
                step,
                clock.totalSteps(),
                clock.epoch(step),
                lossSum / n,
                means,
                rate,
                gradientNormSum / n,
                n * batchSize / (secondsNow - secondsAtStart),
                clock.secondsLeft(step));
        termSums.clear();
        lossSum = 0;
        gradientNormSum = 0;
        count = 0;
        secondsAtStart = secondsNow;
        return status;
    }
}
