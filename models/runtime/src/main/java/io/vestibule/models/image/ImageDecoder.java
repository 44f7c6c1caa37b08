package io.vestibule.models.image;

/** Turns encoded images into pixels. */
public interface ImageDecoder {

    /**
     * The image at the smallest scale of 1, 1/2, 1/4 and 1/8 that is not smaller than asked for; whole where even that is
     * smaller. To be closed by the caller.
     *
     * @throws BadImageException if the data is damaged
     */
    DecodedImage decode(EncodedImage image, int minimumWidth, int minimumHeight) throws BadImageException;
}
