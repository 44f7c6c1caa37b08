package io.vestibule.models.image;

import java.nio.ByteBuffer;

/**
 * An image as it came: JPEG or PNG, whose header has been read and found sensible. The pixels may still be damaged.
 *
 * @param bytes the whole file, from position to limit; neither copied nor to be changed
 * @param width as the header says, before any orientation tag is applied
 * @param height as the header says, before any orientation tag is applied
 */
public record EncodedImage(ByteBuffer bytes, int width, int height) {

    /** Pixels that an image may have at most: more than any camera has, and little enough to decode. */
    public static final long DEFAULT_MAXIMUM_PIXELS = 50_000_000;

    /**
     * Reads the header, and nothing more.
     *
     * @throws BadImageException if there are no bytes, they are neither JPEG nor PNG, or the header claims a side of zero
     *     or more than {@code maximumPixels}
     */
    public static EncodedImage of(ByteBuffer bytes, long maximumPixels) throws BadImageException {
        return ImageHeader.read(bytes, maximumPixels);
    }

    /**
     * Whether the end is there too: a camera that was cut off in mid-picture leaves a JPEG whose lower part is missing,
     * and decoders fill that with grey without a word. Looks at the last bytes only, where the end is where it belongs.
     */
    public boolean complete() {
        return ImageHeader.ends(bytes);
    }
}
