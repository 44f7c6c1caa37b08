package io.vestibule.models.image;

/**
 * Decodes images that a face fills completely, and adds padding around them. Detectors are trained on faces with a surrounding
 * and miss a face without one.
 */
@FunctionalInterface
public interface PaddingDecoder {

    /**
     * The whole image with padding on each side, which repeats the image's outermost pixels. The result counts as a frame of its
     * own: boxes and points in it are shifted by {@code padding} pixels to the right and down. The caller closes it.
     *
     * @param padding in pixels of the image, 0 or more
     * @throws BadImageException if the data is damaged
     */
    DecodedImage decode(EncodedImage image, int padding) throws BadImageException;
}
