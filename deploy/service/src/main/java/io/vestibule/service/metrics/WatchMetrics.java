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

/** Metrics of the watch topology. Thread-safe. */
final class WatchMetrics implements WatchObserver {

    /** Camera states that are alarms. */
    static final List<CameraState> ALARMS = List.of(
            CameraState.COVERED, CameraState.MOVED, CameraState.SILENT, CameraState.FROZEN, CameraState.DAMAGED);

    /** Result of an analysed frame. */
    enum Outcome {
        EARLY_EXIT,
        AUDIT,
        DETECTED
    }

    private final Clock clock;
    private final ObservedCameras cameras;
    private final Counter frames;
    private final Counter earlyExits;
    private final Counter shed;
    private final Counter damaged;
    private final Counter droppedFaces;
    private final Counter audits;
    private final Counter misses;
    private final Counter faces;
    private final EnumMeters<Outcome, Timer> times;
    private final Timer delay;
    private final Map<CameraState, Counter> alarms = new EnumMap<>(CameraState.class);

    WatchMetrics(MeterFactory factory, Clock clock) {
        this.clock = clock;
        cameras = new ObservedCameras(clock);
        frames = factory.counter(Metric.FRAMES);
        earlyExits = factory.counter(Metric.EARLY_EXITS);
        shed = factory.counter(Metric.SHED_FRAMES);
        damaged = factory.counter(Metric.DAMAGED_FRAMES);
        droppedFaces = factory.counter(Metric.DROPPED_FACES);
        audits = factory.counter(Metric.AUDITS);
        misses = factory.counter(Metric.AUDIT_MISSES);
        faces = factory.counter(Metric.FACES);
        times = factory.forEach(Outcome.class, outcome -> factory.workTimer(Metric.FRAME_TIME, outcome));
        delay = factory.delayTimer(Metric.FRAME_DELAY);
        ALARMS.forEach(state -> alarms.put(state, factory.counter(Metric.ALARMS, Metric.label(state))));
        for (CameraState state : CameraState.values()) {
            factory.gauge(Metric.CAMERAS, () -> cameras.count(state), Metric.label(state));
        }
        factory.gauge(Metric.BACKLOG_AGE, cameras::backlogSeconds);
        factory.gauge(Metric.CLOCK_OFFSET, cameras::largestClockOffsetSeconds);
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
        if (observation.droppedFaces() > 0) {
            droppedFaces.increment(observation.droppedFaces());
        }
        cameras.frameAnalysed(observation.camera(), observation.capturedAt());
        delay.record(Duration.between(observation.capturedAt(), clock.instant()));
    }

    @Override
    public void shed(Shed frame) {
        shed.increment();
    }

    @Override
    public void damaged(Damaged frame) {
        damaged.increment();
    }

    @Override
    public void announced(CameraStatus status) {
        if (cameras.statusPublished(status)) {
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
