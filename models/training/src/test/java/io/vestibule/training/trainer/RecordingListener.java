package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;
import java.util.ArrayList;
import java.util.List;

/** Records progress and validations, and requests a stop after a number of steps. */
final class RecordingListener implements TrainingListener {
    final List<Double> losses = new ArrayList<>();
    final List<Long> validationSteps = new ArrayList<>();
    final List<ValidationMetrics> validations = new ArrayList<>();
    private long stepsLeft;

    private RecordingListener(long steps) {
        this.stepsLeft = steps;
    }

    static RecordingListener stoppingAfter(long steps) {
        return new RecordingListener(steps);
    }

    static RecordingListener neverStopping() {
        return new RecordingListener(Long.MAX_VALUE);
    }

    @Override
    public void onMessage(String sentence) {}

    @Override
    public void onProgress(Status status) {
        losses.add(status.loss());
    }

    @Override
    public void onValidation(long step, ValidationMetrics metrics) {
        validationSteps.add(step);
        validations.add(metrics);
    }

    @Override
    public boolean isStopRequested() {
        return --stepsLeft == 0;
    }
}
