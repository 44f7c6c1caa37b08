package io.vestibule.models.image;

/** Decodes images. */
public interface ImageDecoder {

    /**
     * The image at the smallest scale of 1, 1/2, 1/4 and 1/8 that has the minimum size, or at scale 1 if the image is smaller.
     * A scale of more than 67,108,864 pixels is never used. The caller closes the image.
     *
     * @throws BadImageException if the data is damaged
     */
    DecodedImage decode(EncodedImage image, int minimumWidth, int minimumHeight) throws BadImageException;

    /**
     * Decodes an image as above. A decoder may check more than required.
     *
     * @throws BadImageException if the check finds that the image cannot be decoded
     */
    default DecodedImage decode(EncodedImage image, int minimumWidth, int minimumHeight, ImageCheck check)
            throws BadImageException {
        return decode(image, minimumWidth, minimumHeight);
    }
}
