package io.vestibule.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.DeadLetterObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts dead letters by reason and stage, both of which are few. Thread-safe. */
final class DeadLetterMetrics implements DeadLetterObserver {

    private final MeterFactory registry;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    private record Kind(Reason reason, String stage) {}

    DeadLetterMetrics(MeterFactory registry) {
        this.registry = registry;
    }

    /** Counts from nought on what may come. */
    void expect(Reason reason, String stage) {
        counter(new Kind(reason, stage));
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        counter(new Kind(letter.getReason(), letter.getStage())).increment();
    }

    private Counter counter(Kind kind) {
        return counters.computeIfAbsent(
                kind,
                unknown -> registry.counter(Metric.DEAD_LETTERS, kind.reason().name(), kind.stage()));
    }
}
