package io.vestibule.lab.demo;

import io.vestibule.lab.demo.ObservedFrame.FrameOutcome;
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

/** Observations of the watch at one door, frame by frame. Thread-safe. */
public final class DoorObservations {

    private final ScriptedDoor door;
    private final Instant start;

    /** By script time, because a frame that is processed again after a fault must not count twice. */
    private final TreeMap<Duration, ObservedFrame> observedFrames = new TreeMap<>();

    private final TreeMap<Duration, CameraStateChange> stateChanges = new TreeMap<>();
    private final TreeSet<Duration> shedTimes = new TreeSet<>();

    private float[] sums = {};
    private int rows;
    private int columns;
    private int accumulatedFrames;
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
        observedFrames.put(
                time,
                new ObservedFrame(
                        time,
                        observation.state(),
                        observation.distances().map(DistanceMap::peak).orElse(0f),
                        observation.threshold(),
                        outcome(observation),
                        observation.faces(),
                        observation.missed(),
                        observation.nanos()));
        if (observation.state() == CameraState.ACTIVE && !observation.earlyExit()) {
            observation.distances().ifPresent(this::accumulate);
        }
    }

    private static FrameOutcome outcome(Observation observation) {
        if (observation.earlyExit()) {
            return FrameOutcome.EARLY_EXIT;
        }
        return observation.audit() ? FrameOutcome.AUDIT : FrameOutcome.DETECTED;
    }

    synchronized void add(CameraStatus status) {
        if (stateChanges.isEmpty() || stateChanges.lastEntry().getValue().state() != status.getState()) {
            Duration time = Duration.between(start, status.getSince());
            stateChanges.put(time, new CameraStateChange(time, status.getState(), status.getReason()));
        }
    }

    synchronized void add(Shed shed) {
        shedTimes.add(Duration.between(start, shed.capturedAt()));
    }

    /** Returns the changes of the camera's state so far, oldest first. */
    public synchronized List<CameraStateChange> stateChanges() {
        return List.copyOf(stateChanges.values());
    }

    /** Returns the script times of shed frames, oldest first. */
    public synchronized List<Duration> shedTimes() {
        return List.copyOf(shedTimes);
    }

    private void accumulate(DistanceMap distances) {
        if (sums.length != distances.values().length) {
            sums = new float[distances.values().length];
            rows = distances.height();
            columns = distances.width();
            accumulatedFrames = 0;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += distances.values()[i];
        }
        accumulatedFrames++;
    }

    /** Returns the observed frames so far, oldest first. */
    public synchronized List<ObservedFrame> observedFrames() {
        return List.copyOf(observedFrames.values());
    }

    public synchronized int frameCount() {
        return observedFrames.size();
    }

    /** Returns the threshold of the newest frame. */
    public synchronized float threshold() {
        return threshold;
    }

    /** Returns the mean distance of each cell over the frames with movement; empty if there were none. */
    public synchronized Optional<DistanceMap> meanDistances() {
        if (accumulatedFrames == 0) {
            return Optional.empty();
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums[i] / accumulatedFrames;
        }
        return Optional.of(new DistanceMap(rows, columns, means));
    }
}
