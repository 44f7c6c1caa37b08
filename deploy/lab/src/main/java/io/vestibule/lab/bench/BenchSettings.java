package io.vestibule.lab.bench;

import io.vestibule.service.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of a benchmark.
 *
 * @param configuration configuration of the pipeline. Kafka properties are passed on, except for the address of the broker.
 * @param pictures folder of pictures; empty for composed scenes
 * @param threads number of bare loops, and of stream threads of each topology, 1 to {@value #MOST_THREADS}
 * @param measured time for which each of bare loop, pipeline and latency is measured
 * @param warmUp time for which the bare loop and the pipeline each run before the measurement
 * @param patience longest additional time for the latency, until {@value #WANTED_EVENTS} events have arrived
 */
public record BenchSettings(
        Configuration configuration,
        Optional<Path> pictures,
        FrameMix mix,
        int threads,
        Duration measured,
        Duration warmUp,
        Duration patience) {

    public static final int MOST_THREADS = 64;

    /** With fewer events, the 99th percentile is not known. */
    static final int WANTED_EVENTS = 100;

    public BenchSettings {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", not " + threads);
        }
        if (measured.isNegative() || measured.isZero()) {
            throw new IllegalArgumentException("measured must be positive, not " + measured);
        }
    }
}
