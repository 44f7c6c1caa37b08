package io.vestibule.service.publish;

import io.vestibule.schemas.Encoding;
import java.time.Duration;

/**
 * One picture of a source, ready to be sent.
 *
 * @param name what to call it in a message: a file's name, or the moment in a video
 * @param encoding how its bytes are encoded
 * @param width in pixels; 0 if the header does not say
 * @param height in pixels; 0 if the header does not say
 * @param bytes the encoded picture
 * @param at when it is due, counted from the source's first picture
 */
public record EncodedPicture(String name, Encoding encoding, int width, int height, byte[] bytes, Duration at) {}
