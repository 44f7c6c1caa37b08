package io.vestibule.topologies.watch;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.schemas.CameraState;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state machine of a camera: its state, since when and why, and the evidence for it. Immutable. All times are capture times.
 *
 * <p>The first of these states that the evidence supports applies:
 *
 * <ul>
 *   <li>SILENT: no frame arrived ({@link SilenceDetector}). Left with the next analyzed frame.
 *   <li>FROZEN: all pictures have been identical for {@code frozenAfter}. Left when they differ.
 *   <li>DAMAGED: more than half of the pictures are damaged ({@link DamagedShare}). Left when fewer than a quarter are.
 *   <li>COVERED: {@link View#BLIND} for {@code coveredAfter} without a break. Left after {@code clearAfter} without it,
 *       or when displaced.
 *   <li>MOVED: {@link View#DISPLACED}. Left {@code movedFor} after the last displaced frame.
 *   <li>LEARNING: the background is unknown. Left when it has been known for {@code calmAfter}.
 *   <li>ACTIVE: the frame differs from the background. Left when nothing has differed for {@code calmAfter}.
 *   <li>QUIET: otherwise.
 * </ul>
 *
 * <p>FROZEN, COVERED, LEARNING and ACTIVE are not left with the first frame of contrary evidence, however long after the previous
 * frame it arrives. Evidence that alternates from frame to frame therefore does not make these states alternate.
 *
 * @param since capture time of the frame with which the state was entered
 * @param reason why, as text
 * @param analysedAt last analyzed frame
 * @param noBackgroundAt last frame for which the background was not known
 * @param differentAt last frame that differed from a known background; the first frame if none did
 * @param noDetailSince first of the latest consecutive frames that showed nothing; empty if the last frame showed something
 * @param noDetailAt last frame that showed nothing
 * @param movedAt last frame with which another view was found
 * @param pictures the latest consecutive identical pictures
 * @param damagedShare share of damaged pictures, see {@link DamagedShare}
 */
@RecordBuilder
record CameraHealth(
        CameraState state,
        Instant since,
        String reason,
        Instant analysedAt,
        Optional<Instant> noBackgroundAt,
        Instant differentAt,
        Optional<Instant> noDetailSince,
        Optional<Instant> noDetailAt,
        Optional<Instant> movedAt,
        PictureRun pictures,
        float damagedShare) {

    static final String UNKNOWN_BACKGROUND = "the background is not known yet";
    static final String RESTARTED = "the camera restarted";
    static final String KNOWN_BACKGROUND = "the background is known";
    static final String DIFFERENT = "the picture differs from its background";
    static final String CALM = "nothing has differed for a while";
    static final String BLIND = "the picture has shown nothing for a while";
    static final String DISPLACED = "the camera shows another view than before";
    static final String NO_FRAMES = "no usable frame has arrived for a while";
    static final String FROZEN = "all pictures have been identical for a while";
    static final String DAMAGED = "many pictures have been damaged for a while";
    static final String FRAMES_AGAIN = "frames arrive again";

    /** The health of a camera before its first frame. */
    static CameraHealth first(Instant at) {
        return new CameraHealth(
                CameraState.LEARNING,
                at,
                UNKNOWN_BACKGROUND,
                at,
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PictureRun.NONE,
                0);
    }

    /** The health after the camera's clock may have been set. The state is kept, with evidence as of this frame. */
    CameraHealth restarted(Instant at) {
        return new CameraHealth(
                state,
                at,
                RESTARTED,
                at,
                evidenceFor(CameraState.LEARNING, at),
                at,
                Optional.empty(),
                evidenceFor(CameraState.COVERED, at),
                evidenceFor(CameraState.MOVED, at),
                new PictureRun(0, Optional.empty(), evidenceFor(CameraState.FROZEN, at)),
                damagedShare);
    }

    private Optional<Instant> evidenceFor(CameraState kept, Instant at) {
        return state == kept ? Optional.of(at) : Optional.empty();
    }

    /** The health after no frame has arrived since {@code last}, although this process was listening. */
    CameraHealth silent(Instant last) {
        return state == CameraState.SILENT
                ? this
                : CameraHealthBuilder.builder(this)
                        .state(CameraState.SILENT)
                        .since(last)
                        .reason(NO_FRAMES)
                        .noDetailSince(Optional.empty())
                        .pictures(PictureRun.NONE)
                        .build();
    }

    /** The health after a frame whose picture is too damaged to be decoded. It is evidence for no other state. */
    CameraHealth afterUndecodable(Duration elapsed, Instant at) {
        CameraHealthBuilder damaged =
                CameraHealthBuilder.builder(this).damagedShare(DamagedShare.after(damagedShare, true, elapsed));
        if (damaged.damagedShare() > DamagedShare.MANY && state != CameraState.DAMAGED) {
            damaged.state(CameraState.DAMAGED).since(at).reason(DAMAGED);
        }
        return damaged.build();
    }

    /**
     * The health after an analyzed frame.
     *
     * @param elapsed time since the camera's last frame
     */
    CameraHealth after(PictureEvidence picture, Duration elapsed, Instant at, WatchSettings settings) {
        View view = picture.view();
        boolean blind = view == View.BLIND;
        boolean unknown = view == View.UNKNOWN || (blind && state == CameraState.LEARNING);
        boolean different = view != View.SAME && !unknown;
        CameraHealth evidence = CameraHealthBuilder.builder(this)
                .noBackgroundAt(unknown ? Optional.of(at) : noBackgroundAt)
                .differentAt(different ? at : differentAt)
                .noDetailSince(blind ? Optional.of(noDetailSince.orElse(at)) : Optional.empty())
                .noDetailAt(blind ? Optional.of(at) : noDetailAt)
                .movedAt(view == View.DISPLACED ? Optional.of(at) : movedAt)
                .pictures(pictures.after(picture.checksum(), !blind, at))
                .damagedShare(DamagedShare.after(damagedShare, picture.damaged(), elapsed))
                .build();
        CameraState next = evidence.alarm(view, at, settings.alarms())
                .orElseGet(() -> evidence.normalState(unknown, different, at, settings.calmAfter()));
        return evidence.enter(next, at);
    }

    private Optional<CameraState> alarm(View view, Instant at, AlarmSettings alarms) {
        if (isFrozen(at, alarms.frozenAfter())) {
            return Optional.of(CameraState.FROZEN);
        }
        if (damagedShare > (state == CameraState.DAMAGED ? DamagedShare.FEW : DamagedShare.MANY)) {
            return Optional.of(CameraState.DAMAGED);
        }
        if (view == View.DISPLACED) {
            return Optional.of(CameraState.MOVED);
        }
        boolean covered = state == CameraState.COVERED
                ? holds(noDetailAt, alarms.clearAfter(), at)
                : noDetailSince.isPresent()
                        && !noDetailSince.get().plus(alarms.coveredAfter()).isAfter(at);
        if (covered) {
            return Optional.of(CameraState.COVERED);
        }
        boolean moved = movedAt.isPresent() && at.isBefore(movedAt.get().plus(alarms.movedFor()));
        return moved ? Optional.of(CameraState.MOVED) : Optional.empty();
    }

    private boolean isFrozen(Instant at, Duration frozenAfter) {
        return state == CameraState.FROZEN
                ? holds(pictures.identicalAt(), Duration.ZERO, at)
                : pictures.lasts(frozenAfter, at);
    }

    /** The state without an alarm. */
    private CameraState normalState(boolean unknown, boolean different, Instant at, Duration calmAfter) {
        if (unknown || (state == CameraState.LEARNING && holds(noBackgroundAt, calmAfter, at))) {
            return CameraState.LEARNING;
        }
        boolean wasCalm = state == CameraState.QUIET || state == CameraState.SILENT;
        return different || (!wasCalm && holds(Optional.of(differentAt), calmAfter, at))
                ? CameraState.ACTIVE
                : CameraState.QUIET;
    }

    /** Whether evidence still counts: for this duration, and until more than one frame has arrived without it. */
    private boolean holds(Optional<Instant> evidenceAt, Duration duration, Instant at) {
        return evidenceAt.isPresent()
                && (evidenceAt.get().plus(duration).isAfter(at)
                        || !evidenceAt.get().isBefore(analysedAt));
    }

    private CameraHealth enter(CameraState next, Instant at) {
        CameraHealthBuilder entered = CameraHealthBuilder.builder(this).analysedAt(at);
        if (next != state) {
            entered.state(next).since(at).reason(reasonFor(next));
        }
        if (next == CameraState.COVERED) {
            entered.movedAt(Optional.empty());
        }
        return entered.build();
    }

    private String reasonFor(CameraState next) {
        return switch (next) {
            case LEARNING -> UNKNOWN_BACKGROUND;
            case ACTIVE -> DIFFERENT;
            case COVERED -> BLIND;
            case MOVED -> DISPLACED;
            case SILENT -> NO_FRAMES;
            case FROZEN -> FROZEN;
            case DAMAGED -> DAMAGED;
            case QUIET ->
                switch (state) {
                    case LEARNING -> KNOWN_BACKGROUND;
                    case SILENT -> FRAMES_AGAIN;
                    default -> CALM;
                };
        };
    }
}
