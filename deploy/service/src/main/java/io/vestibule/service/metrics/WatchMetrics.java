package io.vestibule.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.topologies.watch.WatchObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what the watch does. Thread-safe. */
final class WatchMetrics implements WatchObserver {

    /** States that somebody should look after. */
    static final List<CameraState> ALARMS = List.of(CameraState.COVERED, CameraState.MOVED, CameraState.SILENT);

    /** What became of a frame that was looked at. */
    enum Outcome {
        EARLY_EXIT,
        AUDIT,
        DETECTED
    }

    private final Clock clock;
    private final ObservedCameras fleet;
    private final Counter frames;
    private final Counter earlyExits;
    private final Counter shed;
    private final Counter audits;
    private final Counter misses;
    private final Counter faces;
    private final Map<Outcome, Timer> times;
    private final Timer delay;
    private final Map<CameraState, Counter> alarms = new EnumMap<>(CameraState.class);

    WatchMetrics(MeterFactory registry, Clock clock) {
        this.clock = clock;
        fleet = new ObservedCameras(clock);
        frames = registry.counter(Metric.FRAMES);
        earlyExits = registry.counter(Metric.EARLY_EXITS);
        shed = registry.counter(Metric.SHED_FRAMES);
        audits = registry.counter(Metric.AUDITS);
        misses = registry.counter(Metric.AUDIT_MISSES);
        faces = registry.counter(Metric.FACES);
        times = registry.forEach(Outcome.class, outcome -> registry.time(Metric.FRAME_TIME, outcome));
        delay = registry.delay(Metric.FRAME_DELAY);
        ALARMS.forEach(state -> alarms.put(state, registry.counter(Metric.ALARMS, Metric.label(state))));
        for (CameraState state : CameraState.values()) {
            registry.gauge(Metric.CAMERAS, () -> fleet.count(state), Metric.label(state));
        }
        registry.gauge(Metric.BACKLOG_AGE, fleet::backlogSeconds);
    }

    @Override
    public void observed(Observation observation) {
        frames.increment();
        times.get(outcome(observation)).record(observation.nanos(), TimeUnit.NANOSECONDS);
        if (observation.earlyExit()) {
            earlyExits.increment();
        }
        if (observation.audit()) {
            audits.increment();
        }
        if (observation.missed() > 0) {
            misses.increment(observation.missed());
        }
        if (observation.faces() > 0) {
            faces.increment(observation.faces());
        }
        fleet.looked(observation.camera(), observation.capturedAt());
        delay.record(Duration.between(observation.capturedAt(), clock.instant()));
    }

    @Override
    public void shed(Shed frame) {
        shed.increment();
    }

    @Override
    public void announced(CameraStatus status) {
        boolean began = status.getSince().equals(status.getAt());
        if (fleet.announced(status.getCamera(), status.getState(), began)) {
            Counter alarm = alarms.get(status.getState());
            if (alarm != null) {
                alarm.increment();
            }
        }
    }

    private static Outcome outcome(Observation observation) {
        if (observation.earlyExit()) {
            return Outcome.EARLY_EXIT;
        }
        return observation.audit() ? Outcome.AUDIT : Outcome.DETECTED;
    }
}
