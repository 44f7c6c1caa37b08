package io.vestibule.lab.evaluation.watch.filter;

import java.util.ArrayList;
import java.util.List;

/** What a loop decided, frame by frame. */
public final class FilterTrace {

    private final List<FrameResult> verdicts = new ArrayList<>();

    public void add(FrameResult verdict) {
        verdicts.add(verdict);
    }

    public int frames() {
        return verdicts.size();
    }

    public FrameResult at(int frame) {
        return verdicts.get(frame);
    }

    public boolean looked(int frame) {
        return verdicts.get(frame).looked();
    }

    /** Whether the frame's n-th face passed as alive. */
    public boolean passed(int frame, int face) {
        FrameResult verdict = verdicts.get(frame);
        return verdict.looked() && verdict.living().get(face);
    }

    /** Median time of the frames that were looked at, or of those that were left, in milliseconds; NaN if there are none. */
    public double medianMillis(boolean looked) {
        long[] nanos = verdicts.stream()
                .filter(verdict -> verdict.looked() == looked)
                .mapToLong(FrameResult::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? Double.NaN : nanos[nanos.length / 2] / 1e6;
    }
}
