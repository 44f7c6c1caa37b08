package io.vestibule.topologies.io;

import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Identifier;
import io.vestibule.topologies.errors.Rejection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What frames, faces and statuses have in common: a camera, which is their key, and a capture time. */
public final class RecordValidator {

    private RecordValidator() {}

    /**
     * Why a record cannot be used, as far as that shows on its outside; empty if nothing does. Rejections: BAD_CAMERA,
     * TIME_INVALID, TIME_IN_FUTURE.
     *
     * @param time of the record, by {@link CaptureTimeExtractor}, in milliseconds since 1970
     */
    public static Optional<Rejection> refuse(@Nullable String key, String camera, Instant captured, long time) {
        if (!Identifier.isValid(camera)) {
            return Optional.of(
                    new Rejection(Reason.BAD_CAMERA, "the camera id is empty, too long or has a forbidden character"));
        }
        if (!camera.equals(key)) {
            return Optional.of(new Rejection(Reason.BAD_CAMERA, "the record's key is not the camera id"));
        }
        return CaptureTimeExtractor.refuse(captured, time);
    }
}
