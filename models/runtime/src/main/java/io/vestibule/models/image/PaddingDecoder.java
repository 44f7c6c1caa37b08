package io.vestibule.models.image;

/**
 * Turns images whose face fills them from edge to edge into pictures that a detector can work on: it has learnt faces with
 * something around them.
 */
@FunctionalInterface
public interface PaddingDecoder {

    /**
     * The whole image amid a border of so many pixels on each side, which repeats the image's outermost pixels. The picture
     * counts as a frame of its own: boxes and points found in it lie {@code border} pixels further right and down than in
     * the image. To be closed by the caller.
     *
     * @param border in pixels of the image, 0 or more
     * @throws BadImageException if the data is damaged
     */
    DecodedImage decode(EncodedImage image, int border) throws BadImageException;
}
