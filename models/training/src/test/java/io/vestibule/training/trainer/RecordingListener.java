package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;
import java.util.ArrayList;
import java.util.List;

/** Remembers, and stops after so many steps. */
final class RecordingListener implements TrainingListener {
    final List<Double> losses = new ArrayList<>();
    final List<Long> judged = new ArrayList<>();
    final List<ValidationMetrics> marks = new ArrayList<>();
    private long left;

    RecordingListener(long steps) {
        this.left = steps;
    }

    @Override
    public void note(String sentence) {}

    @Override
    public void learnt(Status status) {
        losses.add(status.loss());
    }

    @Override
    public void judged(long step, ValidationMetrics found) {
        judged.add(step);
        marks.add(found);
    }

    @Override
    public boolean stopWanted() {
        return --left == 0;
    }
}
