package io.vestibule.training.trainer;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means over some steps. */
final class StepAverages {

    private final int steps;
    private final int batch;
    private final Map<String, Double> terms = new LinkedHashMap<>();
    private double loss;
    private double gradient;
    private int count;
    private double begun;
    private double now;

    /**
     * @param steps that one status tells of
     * @param batch faces in a step
     * @param seconds spent on steps before, where a run is taken up
     */
    StepAverages(int steps, int batch, double seconds) {
        this.steps = steps;
        this.batch = batch;
        this.begun = seconds;
    }

    /** @param seconds spent on steps since the run began, this one included */
    void add(TrainableStudent.Found found, double seconds) {
        loss += found.loss();
        gradient += found.gradient();
        found.terms().forEach((name, value) -> terms.merge(name, value, Double::sum));
        count++;
        now = seconds;
    }

    boolean isFull() {
        return count == steps;
    }

    /** The means; counting begins anew. */
    TrainingListener.Status status(long step, double rate, TrainingClock pace) {
        double n = count;
        Map<String, Double> means = new LinkedHashMap<>();
        terms.forEach((name, sum) -> means.put(name, sum / n));
        TrainingListener.Status status = new TrainingListener.Status(
                step,
                pace.steps(),
                pace.epoch(step),
                loss / n,
                means,
                rate,
                gradient / n,
                n * batch / (now - begun),
                pace.left(step));
        terms.clear();
        loss = 0;
        gradient = 0;
        count = 0;
        begun = now;
        return status;
    }
}
