package io.vestibule.topologies.watch;

import io.vestibule.schemas.CameraState;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state machine of a camera: what state it is in, since when and why, and the evidence that keeps it there. Immutable;
 * all times are capture times.
 *
 * <p>Of the states that the evidence allows, the first of these holds:
 *
 * <table>
 * <caption>states</caption>
 * <tr><th>state</th><th>entered</th><th>left</th></tr>
 * <tr><td>SILENT</td><td>no frame came ({@link SilenceDetector})</td><td>with the next frame</td></tr>
 * <tr><td>COVERED</td><td>blind for {@code coveredAfter} without a break</td>
 *     <td>not blind for {@code clearAfter}, or displaced</td></tr>
 * <tr><td>MOVED</td><td>displaced</td><td>{@code movedFor} after it was last displaced</td></tr>
 * <tr><td>LEARNING</td><td>the background is unknown</td><td>known for {@code calmAfter}</td></tr>
 * <tr><td>ACTIVE</td><td>different</td><td>the same for {@code calmAfter}</td></tr>
 * <tr><td>QUIET</td><td>else</td><td></td></tr>
 * </table>
 *
 * A state is never left on the first frame that speaks against it, however long after the last one it comes; so evidence
 * that alternates from frame to frame does not alternate states.
 *
 * @param since frame since which it has been in its state
 * @param reason why, in words
 * @param seenAt last frame that was looked at
 * @param unknownAt last frame for which the background was not known
 * @param differentAt last frame that differed from a known background; the first frame, if none did
 * @param blindSince first of the frames up to the last in which nothing could be made out; empty if the last is none
 * @param blindAt last frame in which nothing could be made out
 * @param movedAt last frame at which the camera was found to look elsewhere
 */
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

    static final String UNPROVEN = "no background is proven yet";
    static final String RESTARTED = "the camera started anew";
    static final String PROVEN = "the picture has been still";
    static final String DIFFERENT = "the picture differs from its background";
    static final String CALM = "nothing has differed for a while";
    static final String BLIND = "nothing could be made out for a while";
    static final String DISPLACED = "the camera looks elsewhere than before";
    static final String UNHEARD = "no usable frame has come for a while";
    static final String HEARD = "frames come again";

    /** Of a camera that is seen for the first time. */
    static CameraHealth first(Instant at) {
        return new CameraHealth(
                CameraState.LEARNING,
                at,
                UNPROVEN,
                at,
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The camera's clock may have been set: the state is kept, and what it holds by begins anew. */
    CameraHealth restarted(Instant at) {
        return new CameraHealth(
                state,
                at,
                RESTARTED,
                at,
                state == CameraState.LEARNING ? Optional.of(at) : Optional.empty(),
                at,
                Optional.empty(),
                state == CameraState.COVERED ? Optional.of(at) : Optional.empty(),
                state == CameraState.MOVED ? Optional.of(at) : Optional.empty());
    }

    /** No frame has come since the last one, though we listened. */
    CameraHealth silent(Instant last) {
        return state == CameraState.SILENT
                ? this
                : new CameraHealth(
                        CameraState.SILENT,
                        last,
                        UNHEARD,
                        seenAt,
                        unknownAt,
                        differentAt,
                        Optional.empty(),
                        blindAt,
                        movedAt);
    }

    /** After a frame that was looked at. */
    CameraHealth see(View view, Instant at, WatchSettings settings) {
        boolean blind = view == View.BLIND;
        boolean unknown = view == View.UNKNOWN || blind && state == CameraState.LEARNING;
        boolean different = view != View.SAME && !unknown;
        CameraHealth evidence = new CameraHealth(
                state,
                since,
                reason,
                seenAt,
                unknown ? Optional.of(at) : unknownAt,
                different ? at : differentAt,
                blind ? Optional.of(blindSince.orElse(at)) : Optional.empty(),
                blind ? Optional.of(at) : blindAt,
                view == View.DISPLACED ? Optional.of(at) : movedAt);
        CameraState next = evidence.alarm(view, at, settings.alarms())
                .orElseGet(() -> evidence.calm(unknown, different, at, settings.calmAfter()));
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

    /** The state where nothing is alarming. */
    private CameraState calm(boolean unknown, boolean different, Instant at, Duration calmAfter) {
        if (unknown || state == CameraState.LEARNING && holds(unknownAt, calmAfter, at)) {
            return CameraState.LEARNING;
        }
        boolean wasCalm = state == CameraState.QUIET || state == CameraState.SILENT;
        return different || !wasCalm && holds(Optional.of(differentAt), calmAfter, at)
                ? CameraState.ACTIVE
                : CameraState.QUIET;
    }

    /** Whether evidence still counts: until it is so old, and until more than one frame has come without it. */
    private boolean holds(Optional<Instant> lastAt, Duration until, Instant at) {
        return lastAt.isPresent()
                && (lastAt.get().plus(until).isAfter(at) || !lastAt.get().isBefore(seenAt));
    }

    private CameraHealth enter(CameraState next, Instant at) {
        boolean stays = next == state;
        return new CameraHealth(
                next,
                stays ? since : at,
                stays ? reason : reason(next),
                at,
                unknownAt,
                differentAt,
                blindSince,
                blindAt,
                next == CameraState.COVERED ? Optional.empty() : movedAt);
    }

    private String reason(CameraState next) {
        return switch (next) {
            case LEARNING -> UNPROVEN;
            case ACTIVE -> DIFFERENT;
            case COVERED -> BLIND;
            case MOVED -> DISPLACED;
            case SILENT -> UNHEARD;
            case QUIET -> state == CameraState.LEARNING ? PROVEN : state == CameraState.SILENT ? HEARD : CALM;
        };
    }
}
