package io.vestibule.training.run;

import io.vestibule.training.judge.Marks;
import java.util.ArrayList;
import java.util.List;

/** Remembers, and stops after so many steps. */
final class Heard implements Progress {
    final List<Double> losses = new ArrayList<>();
    final List<Long> judged = new ArrayList<>();
    final List<Marks> marks = new ArrayList<>();
    private long left;

    Heard(long steps) {
        this.left = steps;
    }

    @Override
    public void note(String sentence) {}

    @Override
    public void learnt(Status status) {
        losses.add(status.loss());
    }

    @Override
    public void judged(long step, Marks found) {
        judged.add(step);
        marks.add(found);
    }

    @Override
    public boolean stopWanted() {
        return --left == 0;
    }
}
