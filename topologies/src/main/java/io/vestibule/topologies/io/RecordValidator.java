package io.vestibule.topologies.io;

import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Identifier;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the properties that frames, faces and statuses share: a camera id, which is their key, and a capture time. */
public final class RecordValidator {

    private RecordValidator() {}

    /**
     * Returns a rejection if key, camera id or capture time are unusable. Reasons: BAD_CAMERA, TIME_INVALID, TIME_IN_FUTURE.
     *
     * @param now the wall clock
     * @param tolerance how far the capture time may be ahead of the wall clock
     */
    public static Optional<Rejection> check(
            @Nullable String key, String camera, Instant captured, Instant now, Duration tolerance) {
        if (!Identifier.isValid(camera)) {
            return Optional.of(
                    new Rejection(Reason.BAD_CAMERA, "the camera id is empty, too long or has a forbidden character"));
        }
        if (!camera.equals(key)) {
            return Optional.of(new Rejection(Reason.BAD_CAMERA, "the record's key is not the camera id"));
        }
        return CaptureTimes.check(captured, now, tolerance);
    }
}
