package io.vestibule.lab.evaluation.watch.filter;

import java.util.ArrayList;
import java.util.List;

/** The results of a filter, frame by frame. */
public final class FilterTrace {

    private final List<FrameResult> results = new ArrayList<>();

    public void add(FrameResult result) {
        results.add(result);
    }

    public int frames() {
        return results.size();
    }

    public FrameResult at(int frame) {
        return results.get(frame);
    }

    public boolean detected(int frame) {
        return results.get(frame).detected();
    }

    /** Whether the n-th face of a frame counted as live. */
    public boolean live(int frame, int face) {
        FrameResult result = results.get(frame);
        return result.detected() && result.live().get(face);
    }

    /** Median time in milliseconds of the detected frames, or of the skipped ones. NaN if there are none. */
    public double medianMillis(boolean detected) {
        long[] nanos = results.stream()
                .filter(result -> result.detected() == detected)
                .mapToLong(FrameResult::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? Double.NaN : nanos[nanos.length / 2] / 1e6;
    }
}
