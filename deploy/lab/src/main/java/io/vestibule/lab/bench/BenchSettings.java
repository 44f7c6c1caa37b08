package io.vestibule.lab.bench;

import io.vestibule.service.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param configuration of the pipeline; of Kafka's own properties, which are passed on, the broker's address is replaced
 * @param pictures folder of pictures; empty for composed scenes
 * @param threads bare loops side by side, and stream threads of each topology, 1 to {@value #MOST_THREADS}
 * @param measured how long each of the three is measured: the bare loop, the pipeline, the latency
 * @param warmUp how long the bare loop and the pipeline run before anything counts, each
 * @param patience how much longer than {@code measured} the latency is measured, until {@value #WANTED_EVENTS} events have come
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

    /** With fewer, nothing can be said of the slowest hundredth. */
    static final int WANTED_EVENTS = 100;

    public BenchSettings {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", not " + threads);
        }
        if (measured.isNegative() || measured.isZero()) {
            throw new IllegalArgumentException("the time to measure must be over 0, not " + measured);
        }
    }
}
