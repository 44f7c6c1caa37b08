package io.vestibule.service.publish;

import io.vestibule.schemas.Encoding;
import java.time.Duration;

/**
 * One encoded picture of a source.
 *
 * @param name name for messages: the name of a file, or the time in a video
 * @param encoding encoding of the bytes
 * @param width width in pixels; 0 if unknown
 * @param height height in pixels; 0 if unknown
 * @param bytes the encoded picture
 * @param at time at which it is due, from the first picture of the source
 */
public record EncodedPicture(String name, Encoding encoding, int width, int height, byte[] bytes, Duration at) {}
