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
 *   <li>SILENT: no frame arrived ({@link SilenceDetector}). Left with the next frame.
 *   <li>COVERED: {@link View#BLIND} for {@code coveredAfter} without a break. Left after {@code clearAfter} without it,
 *       or when displaced.
 *   <li>MOVED: {@link View#DISPLACED}. Left {@code movedFor} after the last displaced frame.
 *   <li>LEARNING: the background is unknown. Left when it has been known for {@code calmAfter}.
 *   <li>ACTIVE: the frame differs from the background. Left when nothing has differed for {@code calmAfter}.
 *   <li>QUIET: otherwise.
 * </ul>
 *
 * <p>A state is never left with the first frame of contrary evidence, however long after the previous frame it arrives. Evidence
 * that alternates from frame to frame therefore does not make states alternate.
 *
 * @param since capture time of the frame with which the state was entered
 * @param reason why, as text
 * @param seenAt last analyzed frame
 * @param unknownAt last frame for which the background was not known
 * @param differentAt last frame that differed from a known background; the first frame if none did
 * @param blindSince first of the latest consecutive frames that showed nothing; empty if the last frame showed something
 * @param blindAt last frame that showed nothing
 * @param movedAt last frame with which another view was found
 */
@RecordBuilder
record CameraHealth(
        CameraState state,
        Instant since,
        String reason,
        Instant seenAt,
        Optional<Instant> unknownAt,
        Instant differentAt,
        Optional<Instant> blindSince,
        Optional<Instant> blindAt,
        Optional<Instant> movedAt) {

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
                Optional.empty());
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
                evidenceFor(CameraState.MOVED, at));
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
                        .blindSince(Optional.empty())
                        .build();
    }

    /** The health after an analyzed frame. */
    CameraHealth after(View view, Instant at, WatchSettings settings) {
        boolean blind = view == View.BLIND;
        boolean unknown = view == View.UNKNOWN || (blind && state == CameraState.LEARNING);
        boolean different = view != View.SAME && !unknown;
        CameraHealth evidence = CameraHealthBuilder.builder(this)
                .unknownAt(unknown ? Optional.of(at) : unknownAt)
                .differentAt(different ? at : differentAt)
                .blindSince(blind ? Optional.of(blindSince.orElse(at)) : Optional.empty())
                .blindAt(blind ? Optional.of(at) : blindAt)
                .movedAt(view == View.DISPLACED ? Optional.of(at) : movedAt)
                .build();
        CameraState next = evidence.alarm(view, at, settings.alarms())
                .orElseGet(() -> evidence.normalState(unknown, different, at, settings.calmAfter()));
        return evidence.enter(next, at);
    }

    private Optional<CameraState> alarm(View view, Instant at, AlarmSettings alarms) {
        if (view == View.DISPLACED) {
            return Optional.of(CameraState.MOVED);
        }
        boolean covered = state == CameraState.COVERED
                ? holds(blindAt, alarms.clearAfter(), at)
                : blindSince.isPresent()
                        && !blindSince.get().plus(alarms.coveredAfter()).isAfter(at);
        if (covered) {
            return Optional.of(CameraState.COVERED);
        }
        boolean moved = movedAt.isPresent() && at.isBefore(movedAt.get().plus(alarms.movedFor()));
        return moved ? Optional.of(CameraState.MOVED) : Optional.empty();
    }

    /** The state without an alarm. */
    private CameraState normalState(boolean unknown, boolean different, Instant at, Duration calmAfter) {
        if (unknown || (state == CameraState.LEARNING && holds(unknownAt, calmAfter, at))) {
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
                        || !evidenceAt.get().isBefore(seenAt));
    }

    private CameraHealth enter(CameraState next, Instant at) {
        CameraHealthBuilder entered = CameraHealthBuilder.builder(this).seenAt(at);
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
