package io.vestibule.topologies.watch;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.models.image.ImageCheck;
import io.vestibule.schemas.Frame;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The state of a camera between two frames, without its backgrounds. Immutable.
 *
 * @param epoch epoch of the last frame, as published
 * @param sequence sequence of the last frame, as published
 * @param assigned number of the last frame in the results
 * @param capturedAt capture time of the last frame: analyzed, shed or too damaged to be analyzed
 * @param statusSentAt capture time of the frame with which the status was last sent
 * @param threshold threshold at the last analyzed frame; 0 before the first
 */
@RecordBuilder
record Camera(
        long epoch,
        long sequence,
        FrameNumber assigned,
        Instant capturedAt,
        CameraHealth health,
        Instant statusSentAt,
        CameraCounts counts,
        float threshold,
        List<Track> tracks) {

    private static final int PICTURES_PER_CHECK = 8;

    Camera {
        tracks = List.copyOf(tracks);
    }

    /** A camera before its first frame. Its status has not been sent yet. */
    static Camera first(Frame frame) {
        FrameNumber before = FrameNumber.beforeFirst(frame.getEpoch());
        return new Camera(
                frame.getEpoch(),
                before.sequence(),
                before,
                Instant.MIN,
                CameraHealth.first(frame.getCapturedAt()),
                Instant.MIN,
                CameraCounts.NONE,
                0,
                List.of());
    }

    /** Whether the frame with this number is the first one of the camera or after a restart. Earlier times do not apply to it. */
    boolean isFirst(FrameNumber number) {
        return assigned.isBeforeFirst() || isRestart(number);
    }

    /** Whether the publisher restarted before the frame with this number, or its clock was set back. */
    boolean isRestart(FrameNumber number) {
        return number.epoch() != assigned.epoch();
    }

    /** Time between the capture of the last frame and of this one. Zero before the first frame. */
    Duration elapsed(Instant at) {
        return capturedAt.equals(Instant.MIN) ? Duration.ZERO : Duration.between(capturedAt, at);
    }

    /** The camera after its publisher restarted. Its clock may have been set, so no earlier time is kept. */
    Camera restarted(Frame frame, FrameNumber number) {
        FrameNumber before = FrameNumber.beforeFirst(number.epoch());
        return CameraBuilder.builder(this)
                .epoch(frame.getEpoch())
                .sequence(before.sequence())
                .assigned(before)
                .capturedAt(Instant.MIN)
                .health(health.restarted(frame.getCapturedAt()))
                .statusSentAt(Instant.MIN)
                .tracks(List.of())
                .build();
    }

    /**
     * How the next picture is checked. All data is read in one picture of {@value #PICTURES_PER_CHECK}, and in each picture for up to a
     * minute after a damaged one. Reading all data costs about half as much as decoding.
     */
    ImageCheck nextCheck() {
        boolean checksAll = health.damagedShare() > DamagedShare.NONE || counts.frames() % PICTURES_PER_CHECK == 0;
        return checksAll ? ImageCheck.DATA : ImageCheck.STRUCTURE;
    }

    /** The camera after a frame that was analyzed. */
    Camera afterAnalyzed(NumberedFrame frame, FrameAnalysis analysis, List<Track> retained, WatchSettings settings) {
        Instant at = frame.capturedAt();
        return after(frame)
                .health(health.after(PictureEvidence.of(analysis), elapsed(at), at, settings))
                .counts(counts.plus(analysis))
                .threshold(analysis.comparison().threshold())
                .tracks(retained)
                .build();
    }

    /** The camera after a frame that was shed. */
    Camera afterShed(NumberedFrame frame) {
        return after(frame).counts(counts.plusShed()).build();
    }

    /** The camera after a frame that is too damaged to be analyzed. */
    Camera afterUndecodable(NumberedFrame frame) {
        Instant at = frame.capturedAt();
        return after(frame)
                .health(health.afterUndecodable(elapsed(at), at))
                .counts(counts.plusUndecodable())
                .build();
    }

    private CameraBuilder after(NumberedFrame frame) {
        return CameraBuilder.builder(this)
                .epoch(frame.frame().getEpoch())
                .sequence(frame.frame().getSequence())
                .assigned(frame.number())
                .capturedAt(frame.capturedAt());
    }

    /** The camera after a time without frames. */
    Camera silent() {
        return CameraBuilder.builder(this).health(health.silent(capturedAt)).build();
    }

    /** The camera after its status was sent. */
    Camera statusSent() {
        return CameraBuilder.builder(this).statusSentAt(capturedAt).build();
    }
}
