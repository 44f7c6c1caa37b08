package io.vestibule.lab.demo;

import io.vestibule.lab.demo.ObservedFrame.Look;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.topologies.watch.WatchObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the watch saw at all doors. Thread-safe. */
final class WatchObservations implements WatchObserver {

    /** Frames of the script's first seconds are left out of the times: the JVM is still compiling. */
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

    int frames() {
        return doors.values().stream().mapToInt(DoorObservations::frames).sum();
    }

    int earlyExits() {
        return (int) doors.values().stream()
                .flatMap(door -> door.moments().stream())
                .filter(ObservedFrame::earlyExit)
                .count();
    }

    /** Median time of the frames that left early, in milliseconds; 0 where there were none. */
    double quietMillis() {
        return medianMillis(Look.EARLY_EXIT);
    }

    /** Median time of the frames that were fully detected, in milliseconds; 0 where there were none. */
    double activeMillis() {
        return medianMillis(Look.DETECTED);
    }

    private double medianMillis(Look look) {
        long[] nanos = doors.values().stream()
                .flatMap(door -> door.moments().stream())
                .filter(moment -> moment.time().compareTo(WARM_UP) >= 0)
                .filter(moment -> moment.look() == look)
                .mapToLong(ObservedFrame::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e6;
    }
}
