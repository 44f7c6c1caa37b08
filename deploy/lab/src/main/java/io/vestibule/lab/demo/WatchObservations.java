package io.vestibule.lab.demo;

import io.vestibule.lab.demo.ObservedFrame.FrameOutcome;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.topologies.watch.WatchObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Observations of the watch at all doors. Thread-safe. */
final class WatchObservations implements WatchObserver {

    /** Start of the script that is excluded from the times, because the JVM is still compiling. */
    static final Duration WARM_UP = Duration.ofSeconds(12);

    private final Map<String, DoorObservations> doors = new LinkedHashMap<>();

    WatchObservations(SceneScript script, Instant start) {
        for (ScriptedDoor door : script.doors()) {
            doors.put(door.camera(), new DoorObservations(door, start));
        }
    }

    @Override
    public void observed(Observation observation) {
        DoorObservations door = doors.get(observation.camera());
        if (door != null) {
            door.add(observation);
        }
    }

    @Override
    public void shed(Shed shed) {
        DoorObservations door = doors.get(shed.camera());
        if (door != null) {
            door.add(shed);
        }
    }

    @Override
    public void announced(CameraStatus status) {
        DoorObservations door = doors.get(status.getCamera());
        if (door != null) {
            door.add(status);
        }
    }

    List<DoorObservations> doors() {
        return List.copyOf(doors.values());
    }

    int frameCount() {
        return doors.values().stream().mapToInt(DoorObservations::frameCount).sum();
    }

    int earlyExits() {
        return (int) doors.values().stream()
                .flatMap(door -> door.observedFrames().stream())
                .filter(ObservedFrame::earlyExit)
                .count();
    }

    /** Returns the median time of frames with early exit, in milliseconds; 0 if there were none. */
    double quietMillis() {
        return medianMillis(FrameOutcome.EARLY_EXIT);
    }

    /** Returns the median time of fully detected frames, in milliseconds; 0 if there were none. */
    double activeMillis() {
        return medianMillis(FrameOutcome.DETECTED);
    }

    private double medianMillis(FrameOutcome outcome) {
        long[] nanos = doors.values().stream()
                .flatMap(door -> door.observedFrames().stream())
                .filter(frame -> frame.time().compareTo(WARM_UP) >= 0)
                .filter(frame -> frame.outcome() == outcome)
                .mapToLong(ObservedFrame::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e6;
    }
}
