package io.vestibule.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Creates the meters of {@link Metric}s at start, so that no frame needs a lookup by name. */
record MeterFactory(MeterRegistry meters) {

    /** Buckets for work: a quiet frame takes about one millisecond, a frame with faces some tens. */
    private static final Duration[] WORK = millis(0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1000);

    /** Buckets for waiting times, during which a visitor waits at the door. */
    private static final Duration[] WAITING = millis(50, 100, 250, 500, 1000, 2500, 5000, 15_000, 60_000, 300_000);

    Counter counter(Metric metric, String... labels) {
        require(metric, Metric.Type.COUNTER);
        return Counter.builder(metric.prometheusName())
                .description(metric.description())
                .tags(tags(metric, labels))
                .register(meters);
    }

    void gauge(Metric metric, DoubleSupplier value, String... labels) {
        require(metric, Metric.Type.GAUGE);
        Gauge.builder(metric.prometheusName(), value::getAsDouble)
                .description(metric.description())
                .tags(tags(metric, labels))
                .strongReference(true)
                .register(meters);
    }

    /** A histogram of work times. */
    Timer workTimer(Metric metric, String... labels) {
        return timer(metric, WORK, labels);
    }

    /** A histogram of delays. */
    Timer delayTimer(Metric metric, String... labels) {
        return timer(metric, WAITING, labels);
    }

    private Timer timer(Metric metric, Duration[] buckets, String... labels) {
        require(metric, Metric.Type.HISTOGRAM);
        return Timer.builder(metric.prometheusName())
                .description(metric.description())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(buckets)
                .register(meters);
    }

    /** One meter for each constant of an enum, with the constant as label value. */
    <E extends Enum<E>, M> EnumMeters<E, M> forEach(Class<E> type, Function<String, M> meter) {
        return new EnumMeters<>(Arrays.stream(type.getEnumConstants())
                .map(constant -> meter.apply(Metric.label(constant)))
                .toList());
    }

    private static void require(Metric metric, Metric.Type type) {
        if (metric.type() != type) {
            throw new IllegalArgumentException(metric.prometheusName() + " is not a " + type.prometheusName());
        }
    }

    private static Iterable<Tag> tags(Metric metric, String... values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < metric.labels().size(); i++) {
            tags.add(Tag.of(metric.labels().get(i), values[i]));
        }
        return Tags.of(tags);
    }

    private static Duration[] millis(double... millis) {
        Duration[] durations = new Duration[millis.length];
        for (int i = 0; i < millis.length; i++) {
            durations[i] = Duration.ofNanos(Math.round(millis[i] * 1e6));
        }
        return durations;
    }
}
