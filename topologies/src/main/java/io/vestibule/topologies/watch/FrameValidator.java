package io.vestibule.topologies.watch;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.io.RecordValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accepts frames that are complete, with a plausible time, in the order in which they were captured. */
final class FrameValidator {

    private final Duration futureTolerance;

    /** @param futureTolerance how far a capture time may be ahead of the wall clock */
    FrameValidator(Duration futureTolerance) {
        this.futureTolerance = futureTolerance;
    }

    /**
     * A frame that may be analyzed, with the state of its camera before it.
     *
     * @param camera state after the camera's previous frame; that of a new camera if there was none
     */
    record ValidFrame(Frame frame, Camera camera) {}

    /**
     * Validates the next frame of a camera.
     *
     * @param now the wall clock
     * @param cameras returns the state of a camera id; null for a new camera
     */
    Outcome<ValidFrame> validate(
            @Nullable String key, @Nullable Frame frame, Instant now, Function<String, @Nullable Camera> cameras) {
        if (frame == null) {
            return Outcome.rejected(Reason.EMPTY_VALUE, "the record has no value; publish a frame");
        }
        Optional<Rejection> invalid =
                RecordValidator.check(key, frame.getCamera(), frame.getCapturedAt(), now, futureTolerance);
        if (invalid.isPresent()) {
            return Outcome.rejected(invalid.get());
        }
        if (frame.getEpoch() / 1000 > frame.getCapturedAt().toEpochMilli()) {
            return Outcome.rejected(Reason.TIME_IN_FUTURE, "the epoch starts after the frame was captured");
        }
        Camera known = cameras.apply(frame.getCamera());
        Camera camera = known == null ? Camera.first(frame) : known;
        return orderViolation(frame, camera)
                .<Outcome<ValidFrame>>map(violation -> Outcome.rejected(Reason.NOT_IN_SEQUENCE, violation))
                .orElseGet(() -> Outcome.accepted(new ValidFrame(frame, camera)));
    }

    /**
     * How the frame violates the order of its camera's frames. Another epoch starts a new order. An earlier epoch is accepted if
     * the frame was captured later: the camera may have started before its clock was set.
     */
    private static Optional<String> orderViolation(Frame frame, Camera previous) {
        boolean later = frame.getCapturedAt().isAfter(previous.capturedAt());
        if (frame.getEpoch() != previous.epoch()) {
            return later || frame.getEpoch() > previous.epoch()
                    ? Optional.empty()
                    : Optional.of(
                            "epoch %d is earlier than %d of the camera's previous frame, and so is the capture time"
                                    .formatted(frame.getEpoch(), previous.epoch()));
        }
        if (frame.getSequence() <= previous.sequence()) {
            return Optional.of("sequence %d is not greater than %d of the camera's previous frame"
                    .formatted(frame.getSequence(), previous.sequence()));
        }
        return later
                ? Optional.empty()
                : Optional.of("captured at %s, not after %s of the camera's previous frame"
                        .formatted(frame.getCapturedAt(), previous.capturedAt()));
    }
}
