package io.vestibule.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.topologies.recognise.LimitKind;
import io.vestibule.topologies.recognise.RecogniseObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Metrics of the recognition topology. Thread-safe. */
final class RecogniseMetrics implements RecogniseObserver {

    /** Label of a face that was not embedded. */
    private static final String NO_EMBEDDER = "none";

    private final MeterFactory factory;
    private final Clock clock;

    /** Timers by embedder; there are as many as the routing table names. */
    private final Map<String, Timer> times = new ConcurrentHashMap<>();

    private final Timer notEmbedded;
    private final EnumMeters<EventKind, Counter> events;
    private final EnumMeters<EventKind, Timer> delays;
    private final EnumMeters<LimitKind, Counter> exceeded;

    RecogniseMetrics(MeterFactory factory, Clock clock) {
        this.factory = factory;
        this.clock = clock;
        notEmbedded = factory.workTimer(Metric.RECOGNITION_TIME, NO_EMBEDDER);
        events = factory.forEach(EventKind.class, kind -> factory.counter(Metric.IDENTITY_EVENTS, kind));
        delays = factory.forEach(EventKind.class, kind -> factory.delayTimer(Metric.EVENT_DELAY, kind));
        exceeded = factory.forEach(LimitKind.class, limit -> factory.counter(Metric.RECOGNITION_LIMITS, limit));
    }

    @Override
    public void recognised(Recognition recognition) {
        recognition.embedder().map(this::time).orElse(notEmbedded).record(recognition.nanos(), TimeUnit.NANOSECONDS);
    }

    private Timer time(String embedder) {
        return times.computeIfAbsent(embedder, name -> factory.workTimer(Metric.RECOGNITION_TIME, name));
    }

    @Override
    public void limitExceeded(String camera, LimitKind limit) {
        exceeded.get(limit).increment();
    }

    @Override
    public void eventSent(IdentityEvent event) {
        events.get(event.getKind()).increment();
        delays.get(event.getKind()).record(Duration.between(event.getAt(), clock.instant()));
    }
}
