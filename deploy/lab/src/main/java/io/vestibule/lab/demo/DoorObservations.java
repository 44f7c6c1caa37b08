package io.vestibule.lab.demo;

import io.vestibule.lab.demo.ObservedFrame.Look;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchObserver.Shed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the watch saw at one door, frame by frame. Thread-safe. */
public final class DoorObservations {

    private final ScriptedDoor door;
    private final Instant start;

    /** By time, since a frame that is looked at again after a fault must not count twice. */
    private final TreeMap<Duration, ObservedFrame> moments = new TreeMap<>();

    private final TreeMap<Duration, CameraStateChange> turns = new TreeMap<>();
    private final TreeSet<Duration> shed = new TreeSet<>();

    private float[] heat = {};
    private int rows;
    private int columns;
    private int heated;
    private float threshold;

    DoorObservations(ScriptedDoor door, Instant start) {
        this.door = door;
        this.start = start;
    }

    public ScriptedDoor door() {
        return door;
    }

    synchronized void add(Observation observation) {
        Duration time = Duration.between(start, observation.capturedAt());
        threshold = observation.threshold();
        moments.put(
                time,
                new ObservedFrame(
                        time,
                        observation.state(),
                        observation.distances().map(DistanceMap::peak).orElse(0f),
                        observation.threshold(),
                        look(observation),
                        observation.faces(),
                        observation.missed(),
                        observation.nanos()));
        if (observation.state() == CameraState.ACTIVE && !observation.earlyExit()) {
            observation.distances().ifPresent(this::warm);
        }
    }

    private static Look look(Observation observation) {
        if (observation.earlyExit()) {
            return Look.EARLY_EXIT;
        }
        return observation.audit() ? Look.AUDIT : Look.DETECTED;
    }

    synchronized void add(CameraStatus status) {
        if (turns.isEmpty() || turns.lastEntry().getValue().state() != status.getState()) {
            Duration time = Duration.between(start, status.getSince());
            turns.put(time, new CameraStateChange(time, status.getState(), status.getReason()));
        }
    }

    synchronized void add(Shed shed) {
        this.shed.add(Duration.between(start, shed.capturedAt()));
    }

    /** Changes of its state so far, oldest first. */
    public synchronized List<CameraStateChange> turns() {
        return List.copyOf(turns.values());
    }

    /** When the frames were taken that were not looked at, oldest first. */
    public synchronized List<Duration> shed() {
        return List.copyOf(shed);
    }

    private void warm(DistanceMap distances) {
        if (heat.length != distances.values().length) {
            heat = new float[distances.values().length];
            rows = distances.height();
            columns = distances.width();
            heated = 0;
        }
        for (int i = 0; i < heat.length; i++) {
            heat[i] += distances.values()[i];
        }
        heated++;
    }

    /** All moments so far, oldest first. */
    public synchronized List<ObservedFrame> moments() {
        return List.copyOf(moments.values());
    }

    public synchronized int frames() {
        return moments.size();
    }

    /** Of the newest frame. */
    public synchronized float threshold() {
        return threshold;
    }

    /** Mean distance of each cell over the frames in which something moved; empty if there were none. */
    public synchronized Optional<DistanceMap> heat() {
        if (heated == 0) {
            return Optional.empty();
        }
        float[] means = new float[heat.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = heat[i] / heated;
        }
        return Optional.of(new DistanceMap(rows, columns, means));
    }
}
