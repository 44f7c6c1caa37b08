package io.vestibule.lab.bench.meter;

import java.util.Optional;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A histogram of durations with three significant digits. Thread-safe. */
public final class Durations {

    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);

    /** Adds a duration. Out of range, it counts as zero or as the longest. */
    public void add(long elapsedNanos) {
        nanos.recordValue(Math.max(0, Math.min(LONGEST_NANOS, elapsedNanos)));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /**
     * A percentile in milliseconds. Empty if there are too few durations for one of them to lie beyond it: the 99th percentile of
     * ten durations is not known.
     *
     * @param percentage 0 to under 100
     */
    public Optional<Double> millis(double percentage) {
        return count() * (100 - percentage) < 100
                ? Optional.empty()
                : Optional.of(BenchStatistics.rounded(nanos.getValueAtPercentile(percentage) / NANOS_PER_MILLI, 3));
    }
}
