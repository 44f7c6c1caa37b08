package io.vestibule.service.publish;

import io.vestibule.schemas.Encoding;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * One encoded picture of a source.
 *
 * @param encoding encoding of the bytes
 * @param width width in pixels
 * @param height height in pixels
 * @param bytes the encoded picture
 * @param at time of the picture since the first one; it never decreases
 * @param capturedNanos when a live source took the picture, on the monotonic clock; empty for a recording
 * @param startsSegment whether the source's own clock was set before this picture
 */
public record EncodedPicture(
        Encoding encoding,
        int width,
        int height,
        byte[] bytes,
        Duration at,
        OptionalLong capturedNanos,
        boolean startsSegment) {

    /** The same picture, before which the source's clock was set. */
    EncodedPicture startingSegment() {
        return new EncodedPicture(encoding, width, height, bytes, at, capturedNanos, true);
    }
}
