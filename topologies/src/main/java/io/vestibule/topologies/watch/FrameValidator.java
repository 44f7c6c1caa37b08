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
    private final PastLimit past;
    private final FrameOrder order = new FrameOrder();

    FrameValidator(WatchSettings settings) {
        this.futureTolerance = settings.futureTolerance();
        this.past = new PastLimit(settings.pastTolerance(), settings.replay());
    }

    /**
     * A frame that may be analyzed, with the state of its camera before it.
     *
     * @param camera state after the camera's previous frame; that of a new camera if there was none
     */
    record ValidFrame(NumberedFrame frame, Camera camera) {}

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
        Optional<Rejection> invalid = RecordValidator.check(
                        key, frame.getCamera(), frame.getCapturedAt(), now, futureTolerance)
                .or(() -> past.check(frame.getCapturedAt(), now))
                .or(() -> futureEpoch(frame.getEpoch(), now));
        if (invalid.isPresent()) {
            return Outcome.rejected(invalid.get());
        }
        Camera known = cameras.apply(frame.getCamera());
        Camera camera = known == null ? Camera.first(frame) : known;
        return order.number(frame, camera).map(number -> new ValidFrame(new NumberedFrame(frame, number), camera));
    }

    /** An epoch in the future is a wrong unit. Its capture time may be earlier: the camera's clock may be behind its publisher's. */
    private Optional<Rejection> futureEpoch(long epoch, Instant now) {
        long ahead = epoch / 1000 - now.toEpochMilli();
        return ahead > futureTolerance.toMillis()
                ? Optional.of(new Rejection(
                        Reason.TIME_IN_FUTURE,
                        "the epoch is in the future;"
                                + " it must be the start of the publisher in microseconds since 1970, or 0"))
                : Optional.empty();
    }
}
