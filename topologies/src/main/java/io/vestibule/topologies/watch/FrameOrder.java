package io.vestibule.topologies.watch;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the frames of cameras in their order, and rejects frames out of order.
 *
 * <ul>
 *   <li>A frame is in order if it was captured after the camera's last frame. A higher epoch is always in order.
 *   <li>If its sequence is lower than the last one in the same epoch, the publisher restarted without another epoch.
 *   <li>If its sequence is the same, the publisher does not count frames.
 *   <li>Frames out of order are rejected. If their capture times increase for a while, the camera's clock was set back. They are
 *       then accepted as a restart. A frame in order that arrives in between starts this time again.
 * </ul>
 *
 * One instance serves the cameras of one task. One thread at a time.
 */
final class FrameOrder {

    /** Capture time for which frames out of order arrive before they are accepted as a restart. */
    static final Duration RESTART_AFTER = Duration.ofSeconds(2);

    /** Maximum of cameras with late runs. Fewer clocks of a task are set back at one time. */
    private static final int MAXIMUM_LATE_RUNS = 1000;

    private final Map<String, LateRun> lateRuns = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LateRun> eldest) {
            return size() > MAXIMUM_LATE_RUNS;
        }
    };

    /** Consecutive frames that are before the camera's last frame, but in order among themselves. */
    private record LateRun(long epoch, long sequence, Instant since, Instant capturedAt) {

        static LateRun of(Frame frame, @Nullable LateRun before) {
            Instant since = before != null && before.precedes(frame) ? before.since : frame.getCapturedAt();
            return new LateRun(frame.getEpoch(), frame.getSequence(), since, frame.getCapturedAt());
        }

        private boolean precedes(Frame frame) {
            return epoch == frame.getEpoch()
                    && sequence <= frame.getSequence()
                    && capturedAt.isBefore(frame.getCapturedAt());
        }

        boolean isRestart() {
            return !since.plus(RESTART_AFTER).isAfter(capturedAt);
        }
    }

    /**
     * Returns the number of the next frame of a camera. Another epoch than that of the camera means a restart. The only reason of
     * a rejection is NOT_IN_SEQUENCE.
     */
    Outcome<FrameNumber> number(Frame frame, Camera camera) {
        boolean later = frame.getCapturedAt().isAfter(camera.capturedAt());
        boolean otherEpoch = frame.getEpoch() != camera.epoch();
        if (!later && !(otherEpoch && frame.getEpoch() > camera.epoch())) {
            return numberLate(frame, camera);
        }
        lateRuns.remove(frame.getCamera());
        if (otherEpoch) {
            return Outcome.accepted(FrameNumber.of(frame.getEpoch(), frame.getSequence()));
        }
        return Outcome.accepted(
                frame.getSequence() < camera.sequence()
                        ? camera.assigned().restarted(frame.getSequence(), frame.getCapturedAt())
                        : camera.assigned().next(frame.getSequence()));
    }

    private Outcome<FrameNumber> numberLate(Frame frame, Camera camera) {
        LateRun run = LateRun.of(frame, lateRuns.get(frame.getCamera()));
        if (run.isRestart()) {
            lateRuns.remove(frame.getCamera());
            return Outcome.accepted(camera.assigned().restarted(frame.getSequence(), frame.getCapturedAt()));
        }
        lateRuns.put(frame.getCamera(), run);
        return Outcome.rejected(
                Reason.NOT_IN_SEQUENCE,
                ("epoch %d, sequence %d, captured at %s: not after epoch %d, sequence %d, captured at %s."
                                + " If the camera's clock was set back, frames are accepted after %d s")
                        .formatted(
                                frame.getEpoch(),
                                frame.getSequence(),
                                frame.getCapturedAt(),
                                camera.epoch(),
                                camera.sequence(),
                                camera.capturedAt(),
                                RESTART_AFTER.toSeconds()));
    }
}
