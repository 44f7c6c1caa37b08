package io.vestibule.app.demo;

import io.vestibule.app.demo.Moment.Look;
import io.vestibule.app.demo.script.Door;
import io.vestibule.app.demo.script.Script;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.topologies.watch.WatchObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the watch saw at all doors. Thread-safe. */
final class WatchLog implements WatchObserver {

    /** Frames of the script's first seconds are left out of the times: the JVM is still compiling. */
    static final Duration WARM_UP = Duration.ofSeconds(12);

    private final Map<String, DoorLog> doors = new LinkedHashMap<>();

    WatchLog(Script script, Instant start) {
        for (Door door : script.doors()) {
            doors.put(door.camera(), new DoorLog(door, start));
        }
    }

    @Override
    public void observed(Observation observation) {
        DoorLog door = doors.get(observation.camera());
        if (door != null) {
            door.add(observation);
        }
    }

    @Override
    public void shed(Shed shed) {
        DoorLog door = doors.get(shed.camera());
        if (door != null) {
            door.add(shed);
        }
    }

    @Override
    public void announced(CameraStatus status) {
        DoorLog door = doors.get(status.getCamera());
        if (door != null) {
            door.add(status);
        }
    }

    List<DoorLog> doors() {
        return List.copyOf(doors.values());
    }

    int frames() {
        return doors.values().stream().mapToInt(DoorLog::frames).sum();
    }

    int earlyExits() {
        return (int) doors.values().stream()
                .flatMap(door -> door.moments().stream())
                .filter(Moment::earlyExit)
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
                .mapToLong(Moment::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e6;
    }
}
