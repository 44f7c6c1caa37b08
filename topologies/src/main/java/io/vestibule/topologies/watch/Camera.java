package io.vestibule.topologies.watch;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a camera from one frame to the next, but for its background. Immutable.
 *
 * @param since capture time of the frame since which it has been in its state
 * @param differentAt capture time of the last frame that differed from a proven background
 * @param lastFaceAt capture time of the last frame with a living face
 * @param announcedAt capture time of the frame with which its status was last sent
 */
record Camera(
        long epoch,
        long sequence,
        Instant capturedAt,
        CameraState state,
        Instant since,
        String reason,
        Instant differentAt,
        Optional<Instant> lastFaceAt,
        Instant announcedAt,
        long frames,
        long earlyExits,
        long faces,
        List<Track> tracks) {

    static final String UNPROVEN = "no background is proven yet";
    static final String RESTARTED = "the camera started anew";
    static final String PROVEN = "the picture has been still";
    static final String DIFFERENT = "the picture differs from its background";
    static final String CALM = "nothing has differed for a while";

    /** A camera that is seen for the first time. Nothing was announced yet. */
    static Camera first(Frame frame) {
        Instant at = frame.getCapturedAt();
        return new Camera(
                frame.getEpoch(),
                -1,
                Instant.MIN,
                CameraState.LEARNING,
                at,
                UNPROVEN,
                at,
                Optional.empty(),
                Instant.MIN,
                0,
                0,
                0,
                List.of());
    }

    boolean isOtherEpoch(Frame frame) {
        return frame.getEpoch() != epoch;
    }

    /** The same camera after its publisher started anew: its clock may have been set, so no time of before is kept. */
    Camera restarted(Frame frame) {
        Instant at = frame.getCapturedAt();
        return new Camera(
                frame.getEpoch(),
                -1,
                Instant.MIN,
                state,
                at,
                RESTARTED,
                at,
                Optional.empty(),
                Instant.MIN,
                frames,
                earlyExits,
                faces,
                List.of());
    }

    /** The camera after a frame. */
    Camera after(Frame frame, Glance glance, boolean proven, List<Track> remembered, Duration calmAfter) {
        Instant at = frame.getCapturedAt();
        Instant different = proven && !glance.earlyExit() ? at : differentAt;
        CameraState next = next(glance, proven, at, different, calmAfter);
        boolean same = next == state;
        return new Camera(
                frame.getEpoch(),
                frame.getSequence(),
                at,
                next,
                same ? since : at,
                same ? reason : reason(next),
                different,
                glance.faces().isEmpty() ? lastFaceAt : Optional.of(at),
                announcedAt,
                frames + 1,
                earlyExits + (glance.earlyExit() ? 1 : 0),
                faces + glance.faces().size(),
                remembered);
    }

    Camera announced() {
        return new Camera(
                epoch,
                sequence,
                capturedAt,
                state,
                since,
                reason,
                differentAt,
                lastFaceAt,
                capturedAt,
                frames,
                earlyExits,
                faces,
                tracks);
    }

    private CameraState next(Glance glance, boolean proven, Instant at, Instant different, Duration calmAfter) {
        if (!proven) {
            return CameraState.LEARNING;
        }
        if (state == CameraState.LEARNING) { // proven by this very frame, which was the same as those before
            return CameraState.QUIET;
        }
        if (!glance.earlyExit()) {
            return CameraState.ACTIVE;
        }
        boolean calm = !different.plus(calmAfter).isAfter(at);
        return state == CameraState.ACTIVE && !calm ? CameraState.ACTIVE : CameraState.QUIET;
    }

    private String reason(CameraState next) {
        return switch (next) {
            case LEARNING -> UNPROVEN;
            case QUIET -> state == CameraState.LEARNING ? PROVEN : CALM;
            default -> DIFFERENT;
        };
    }
}
