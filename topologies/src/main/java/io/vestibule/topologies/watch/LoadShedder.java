package io.vestibule.topologies.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which frames are shed under overload. A frame that is older than the deadline is shed. So are the frames after it,
 * until one is fresh: younger than a quarter of the deadline. Recent frames matter more than old ones, and a queue that is only
 * held at the deadline never becomes shorter.
 *
 * <ul>
 *   <li>One frame in each second of a camera's own time is always analyzed, however old. The camera's link may
 *       be slow, and overload must not stop the analysis of a camera completely.
 *   <li>Frames of a camera whose bell was pressed are not shed for a while. If they are late, frames of other cameras that are
 *       not fresh are shed at once.
 * </ul>
 *
 * One instance serves the cameras of one task, because only they wait in one queue. One thread at a time.
 */
final class LoadShedder {

    /** At least one frame per this time is analyzed for each camera, in its own time. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    /** A frame is fresh when it is younger than the deadline divided by this. */
    private static final int FRESH_DIVISOR = 4;

    private final Duration deadline;
    private final Duration ringingFor;
    private final Map<String, CameraQueue> queues = new HashMap<>();

    /** Ringing cameras that are late, until a wall clock time. Otherwise a camera that fails would count forever. */
    private final Map<String, Instant> lateRingsUntil = new HashMap<>();

    LoadShedder(Duration deadline, Duration ringingFor) {
        this.deadline = deadline;
        this.ringingFor = ringingFor;
    }

    /** Starts a camera, or restarts it after its clock may have been set. Its next frame is analyzed. */
    void restart(String camera) {
        queues.remove(camera);
        lateRingsUntil.remove(camera);
    }

    /** Number of cameras with a queue. */
    int cameras() {
        return queues.size();
    }

    /**
     * Records the next frame of a camera and decides whether it is analyzed.
     *
     * @param rings whether the frame is marked as ringing
     * @param capturedAt after the capture time of the camera's previous frame
     * @param age time that the frame has waited since its capture
     * @param now wall clock time
     * @return false if the frame is shed
     */
    boolean admit(String camera, boolean rings, Instant capturedAt, Duration age, Instant now) {
        CameraQueue queue = queues.computeIfAbsent(camera, id -> new CameraQueue());
        boolean late = age.compareTo(deadline.dividedBy(FRESH_DIVISOR)) >= 0;
        boolean overdue = age.compareTo(deadline) > 0;
        queue.shedding = queue.shedding ? late : overdue;
        if (rings) {
            queue.ringsUntil = capturedAt.plus(ringingFor);
        }
        boolean ringing = queue.ringsUntil != null && capturedAt.isBefore(queue.ringsUntil);
        if (ringing && late) {
            lateRingsUntil.put(camera, now.plus(ringingFor));
        } else {
            lateRingsUntil.remove(camera);
        }
        lateRingsUntil.values().removeIf(until -> !until.isAfter(now));
        boolean yields = queue.shedding || (late && !lateRingsUntil.isEmpty());
        if (yields && !ringing && !queue.isDue(capturedAt)) {
            return false;
        }
        queue.analyzedAt = capturedAt;
        return true;
    }

    /** State of one camera. */
    private static final class CameraQueue {

        private @Nullable Instant analyzedAt;
        private @Nullable Instant ringsUntil;
        private boolean shedding;

        boolean isDue(Instant capturedAt) {
            return analyzedAt == null || !analyzedAt.plus(LONGEST_GAP).isAfter(capturedAt);
        }
    }
}
