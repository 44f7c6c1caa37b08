package io.vestibule.app.evaluate.watch;

import java.util.ArrayList;
import java.util.List;

/** What a loop decided, frame by frame. */
final class Trace {

    private final List<Verdict> verdicts = new ArrayList<>();

    void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    int frames() {
        return verdicts.size();
    }

    Verdict at(int frame) {
        return verdicts.get(frame);
    }

    boolean looked(int frame) {
        return verdicts.get(frame).looked();
    }

    /** Whether the frame's n-th face passed as alive. */
    boolean passed(int frame, int face) {
        Verdict verdict = verdicts.get(frame);
        return verdict.looked() && verdict.living().get(face);
    }

    /** Median time of the frames that were looked at, or of those that were left, in milliseconds; NaN if there are none. */
    double medianMillis(boolean looked) {
        long[] nanos = verdicts.stream()
                .filter(verdict -> verdict.looked() == looked)
                .mapToLong(Verdict::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? Double.NaN : nanos[nanos.length / 2] / 1e6;
    }
}
