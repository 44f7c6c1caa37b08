package io.vestibule.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.DeadLetterObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts dead letters by reason and stage; there are few of both. Thread-safe. */
final class DeadLetterMetrics implements DeadLetterObserver {

    private final MeterFactory factory;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    private record Kind(Reason reason, String stage) {}

    DeadLetterMetrics(MeterFactory factory) {
        this.factory = factory;
    }

    /** Creates a counter with the value 0, so that its first increment is visible as a rise. */
    void register(Reason reason, String stage) {
        counter(new Kind(reason, stage));
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        counter(new Kind(letter.getReason(), letter.getStage())).increment();
    }

    private Counter counter(Kind kind) {
        return counters.computeIfAbsent(
                kind,
                unknown -> factory.counter(Metric.DEAD_LETTERS, kind.reason().name(), kind.stage()));
    }
}
