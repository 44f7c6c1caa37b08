package io.vestibule.topologies.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which frames are not looked at when there are more than can be. A frame that is older than the deadline when its
 * turn comes is shed, and so are those after it until a fresh one comes, one of less than a quarter of the deadline: what is
 * seen now matters more than what was seen, and a line that is only held at the deadline never gets shorter.
 *
 * <ul>
 *   <li>Of every camera one frame in each second of its own time is looked at, however old: its clock may be behind, or its
 *       link slow, and nobody must be able to blind a door by overload.
 *   <li>The frames of a camera whose bell was pressed are never shed, for a while. If they are late, those of all others that
 *       are not fresh make way at once.
 * </ul>
 *
 * One thread at a time, for the cameras of one task: other cameras do not stand in its line.
 */
final class LoadShedder {

    /** A camera is never looked at less often than this, in its own time. */
    static final Duration LEAST = Duration.ofSeconds(1);

    private static final int FRESH = 4;

    private final Duration deadline;
    private final Duration ringingFor;
    private final Map<String, Line> lines = new HashMap<>();

    /** Cameras that ring and are late, and until when that counts on the wall clock: a camera may ring and then die. */
    private final Map<String, Instant> lateRings = new HashMap<>();

    LoadShedder(Duration deadline, Duration ringingFor) {
        this.deadline = deadline;
        this.ringingFor = ringingFor;
    }

    /** A camera's first frame, or the first since its clock may have been set: it will be looked at. */
    void begin(String camera) {
        lines.remove(camera);
        lateRings.remove(camera);
    }

    /**
     * Whether the next frame of a camera, whose capture times go forward, is shed.
     *
     * @param rings whether the frame is marked so
     * @param now of the wall clock
     */
    boolean isShed(String camera, boolean rings, Instant capturedAt, Instant now) {
        Line line = lines.computeIfAbsent(camera, any -> new Line());
        Duration age = Duration.between(capturedAt, now);
        boolean late = age.compareTo(deadline.dividedBy(FRESH)) >= 0;
        boolean overdue = age.compareTo(deadline) > 0;
        line.shedding = line.shedding ? late : overdue;
        if (rings) {
            line.ringsUntil = capturedAt.plus(ringingFor);
        }
        boolean ringing = line.ringsUntil != null && capturedAt.isBefore(line.ringsUntil);
        if (ringing && late) {
            lateRings.put(camera, now.plus(ringingFor));
        } else {
            lateRings.remove(camera);
        }
        boolean makesWay = line.shedding || late && isAnyLateRinging(now);
        if (makesWay && !ringing && !line.isDue(capturedAt)) {
            return true;
        }
        line.lookedAt = capturedAt;
        return false;
    }

    private boolean isAnyLateRinging(Instant now) {
        lateRings.values().removeIf(until -> !until.isAfter(now));
        return !lateRings.isEmpty();
    }

    /** Where a camera stands. */
    private static final class Line {

        private @Nullable Instant lookedAt;
        private @Nullable Instant ringsUntil;
        private boolean shedding;

        boolean isDue(Instant capturedAt) {
            return lookedAt == null || !lookedAt.plus(LEAST).isAfter(capturedAt);
        }
    }
}
