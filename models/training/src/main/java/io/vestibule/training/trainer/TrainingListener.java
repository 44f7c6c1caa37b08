package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Follows a run. All methods are called in the training thread. */
public interface TrainingListener {

    /** Receives a sentence about the preparation of the run. */
    void onMessage(String sentence);

    /** Receives the averages of the last few steps. */
    void onProgress(Status status);

    /** Receives the metrics of the averaged student. */
    void onValidation(long step, ValidationMetrics metrics);

    /** Whether to stop the run. Called once after each step. A stopped run can be resumed. */
    boolean isStopRequested();

    /**
     * State of a run.
     *
     * @param step completed steps
     * @param totalSteps steps of the whole run; empty if the budget is a time
     * @param epoch how often each face was used, with fractions
     * @param loss mean over the steps since the last status
     * @param terms the same mean of each loss, before its weight
     * @param rate learning rate of the last step
     * @param gradientNorm mean norm of the gradient, before clipping
     * @param imagesPerSecond since the last status, without validation and checkpoints
     * @param secondsLeft estimated time to the end of the budget
     */
    record Status(
            long step,
            OptionalLong totalSteps,
            double epoch,
            double loss,
            Map<String, Double> terms,
            double rate,
            double gradientNorm,
            double imagesPerSecond,
            OptionalDouble secondsLeft) {}
}
