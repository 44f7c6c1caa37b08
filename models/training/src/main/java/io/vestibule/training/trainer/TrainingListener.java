package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Hears how a run goes, in the thread that learns. */
public interface TrainingListener {

    /** Something is being prepared, or is done: a sentence for people. */
    void note(String sentence);

    /** Some steps later. */
    void learnt(Status status);

    /** The averaged student was judged. */
    void judged(long step, ValidationMetrics marks);

    /** Asked after each step: whether to end here. What was learnt is kept then. */
    boolean stopWanted();

    /**
     * Where a run stands.
     *
     * @param step steps done
     * @param steps steps of the whole run, where the budget says so
     * @param epoch times that each face was seen, with parts
     * @param loss mean over the steps since the last time
     * @param terms the same of each loss, before its weight
     * @param rate learning rate of the last step
     * @param gradient mean length of the gradient, before it was clipped
     * @param imagesPerSecond since the last time, without judging and saving
     * @param secondsLeft to the end of the budget, where that can be told
     */
    record Status(
            long step,
            OptionalLong steps,
            double epoch,
            double loss,
            Map<String, Double> terms,
            double rate,
            double gradient,
            double imagesPerSecond,
            OptionalDouble secondsLeft) {}
}
