package io.vestibule.topologies.watch;

import io.vestibule.schemas.Frame;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of a camera from one frame to the next, but for its backgrounds. Immutable.
 *
 * @param capturedAt of the last frame, be it looked at or shed
 * @param announcedAt capture time of the frame with which its status was last sent
 * @param threshold of the last frame that was looked at; 0 before the first
 */
record Camera(
        long epoch,
        long sequence,
        Instant capturedAt,
        CameraHealth condition,
        Instant announcedAt,
        CameraCounts counts,
        float threshold,
        List<Track> tracks) {

    /** A camera that is seen for the first time. Nothing was announced yet. */
    static Camera first(Frame frame) {
        Instant at = frame.getCapturedAt();
        return new Camera(
                frame.getEpoch(),
                -1,
                Instant.MIN,
                CameraHealth.first(at),
                Instant.MIN,
                CameraCounts.NONE,
                0,
                List.of());
    }

    /** Whether nothing of before tells when a frame was taken: it is the camera's first, or the first of another epoch. */
    boolean beginsWith(Frame frame) {
        return sequence < 0 || frame.getEpoch() != epoch;
    }

    /** How far the camera's time has gone on with a frame; zero where that cannot be told. */
    Duration advanceTo(Frame frame) {
        return beginsWith(frame) ? Duration.ZERO : Duration.between(capturedAt, frame.getCapturedAt());
    }

    boolean isOtherEpoch(Frame frame) {
        return frame.getEpoch() != epoch;
    }

    /** The same camera after its publisher started anew: its clock may have been set, so no time of before is kept. */
    Camera restarted(Frame frame) {
        return new Camera(
                frame.getEpoch(),
                -1,
                Instant.MIN,
                condition.restarted(frame.getCapturedAt()),
                Instant.MIN,
                counts,
                threshold,
                List.of());
    }

    /** The camera after a frame that was looked at. */
    Camera after(Frame frame, FrameAnalysis glance, List<Track> remembered, WatchSettings settings) {
        Instant at = frame.getCapturedAt();
        return new Camera(
                frame.getEpoch(),
                frame.getSequence(),
                at,
                condition.see(glance.view(), at, settings),
                announcedAt,
                counts.with(glance),
                glance.comparison().threshold(),
                remembered);
    }

    /** The camera after a frame that was not looked at. */
    Camera afterShed(Frame frame) {
        return new Camera(
                frame.getEpoch(),
                frame.getSequence(),
                frame.getCapturedAt(),
                condition,
                announcedAt,
                counts.withShed(),
                threshold,
                tracks);
    }

    /** The camera after no frame has come for a while. */
    Camera silent() {
        return new Camera(
                epoch, sequence, capturedAt, condition.silent(capturedAt), announcedAt, counts, threshold, tracks);
    }

    Camera announced() {
        return new Camera(epoch, sequence, capturedAt, condition, capturedAt, counts, threshold, tracks);
    }
}
