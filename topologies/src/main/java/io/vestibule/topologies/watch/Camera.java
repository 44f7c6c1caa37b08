package io.vestibule.topologies.watch;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.schemas.Frame;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The state of a camera between two frames, without its backgrounds. Immutable.
 *
 * @param capturedAt capture time of the last frame, analyzed or shed
 * @param announcedAt capture time of the frame with which the status was last sent
 * @param threshold threshold at the last analyzed frame; 0 before the first
 */
@RecordBuilder
record Camera(
        long epoch,
        long sequence,
        Instant capturedAt,
        CameraHealth health,
        Instant announcedAt,
        CameraCounts counts,
        float threshold,
        List<Track> tracks) {

    private static final long BEFORE_FIRST = -1;

    Camera {
        tracks = List.copyOf(tracks);
    }

    /** A camera before its first frame. Its status has not been sent yet. */
    static Camera first(Frame frame) {
        return new Camera(
                frame.getEpoch(),
                BEFORE_FIRST,
                Instant.MIN,
                CameraHealth.first(frame.getCapturedAt()),
                Instant.MIN,
                CameraCounts.NONE,
                0,
                List.of());
    }

    /** Whether the frame is the first of the camera or of an epoch. Then no earlier frame has a comparable time. */
    boolean isFirstOfEpoch(Frame frame) {
        return sequence == BEFORE_FIRST || frame.getEpoch() != epoch;
    }

    /** Time between the capture of the last frame and of this one. Zero if their times are not comparable. */
    Duration advanceTo(Frame frame) {
        return isFirstOfEpoch(frame) ? Duration.ZERO : Duration.between(capturedAt, frame.getCapturedAt());
    }

    boolean isOtherEpoch(Frame frame) {
        return frame.getEpoch() != epoch;
    }

    /** The camera after its publisher restarted. Its clock may have been set, so no earlier time is kept. */
    Camera restarted(Frame frame) {
        return CameraBuilder.builder(this)
                .epoch(frame.getEpoch())
                .sequence(BEFORE_FIRST)
                .capturedAt(Instant.MIN)
                .health(health.restarted(frame.getCapturedAt()))
                .announcedAt(Instant.MIN)
                .tracks(List.of())
                .build();
    }

    /** The camera after a frame that was analyzed. */
    Camera afterAnalyzed(Frame frame, FrameAnalysis analysis, List<Track> retained, WatchSettings settings) {
        Instant at = frame.getCapturedAt();
        return CameraBuilder.builder(this)
                .epoch(frame.getEpoch())
                .sequence(frame.getSequence())
                .capturedAt(at)
                .health(health.after(analysis.view(), at, settings))
                .counts(counts.plus(analysis))
                .threshold(analysis.comparison().threshold())
                .tracks(retained)
                .build();
    }

    /** The camera after a frame that was shed. */
    Camera afterShed(Frame frame) {
        return CameraBuilder.builder(this)
                .epoch(frame.getEpoch())
                .sequence(frame.getSequence())
                .capturedAt(frame.getCapturedAt())
                .counts(counts.plusShed())
                .build();
    }

    /** The camera after a time without frames. */
    Camera silent() {
        return CameraBuilder.builder(this).health(health.silent(capturedAt)).build();
    }

    /** The camera after its status was sent. */
    Camera announced() {
        return CameraBuilder.builder(this).announcedAt(capturedAt).build();
    }
}
