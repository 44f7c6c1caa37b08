package io.vestibule.models.image;

import java.nio.ByteBuffer;

/**
 * An encoded JPEG or PNG image with a valid header. The pixel data may still be damaged.
 *
 * @param bytes the whole file, from position to limit; not copied, and must not be changed
 * @param width width in the header, before an orientation tag is applied
 * @param height height in the header, before an orientation tag is applied
 */
public record EncodedImage(ByteBuffer bytes, int width, int height) {

    /** Default limit of pixels: more than any camera has, and few enough to decode. */
    public static final long DEFAULT_MAXIMUM_PIXELS = 50_000_000;

    /**
     * Reads only the header.
     *
     * @throws BadImageException if there are no bytes, they are neither JPEG nor PNG, or the header gives a side of zero
     *     or more than {@code maximumPixels}
     */
    public static EncodedImage of(ByteBuffer bytes, long maximumPixels) throws BadImageException {
        return ImageHeader.read(bytes, maximumPixels);
    }

    /**
     * Whether the file contains its end. An interrupted camera leaves a JPEG without its lower part, and decoders fill this part
     * with grey and report no error. Reads only the last bytes if the end marker is at the end of the file.
     */
    public boolean isComplete() {
        return ImageHeader.hasEnd(bytes);
    }
}
