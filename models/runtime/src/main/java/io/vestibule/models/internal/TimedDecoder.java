package io.vestibule.models.internal;

import io.vestibule.models.BadImageException;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Picture;
import io.vestibule.models.PictureDecoder;
import io.vestibule.models.Stage;

/** A decoder whose time is taken. */
public record TimedDecoder(PictureDecoder decoder, Stopwatch stopwatch) implements PictureDecoder {

    @Override
    public Picture decode(EncodedImage image, int minimumWidth, int minimumHeight) throws BadImageException {
        long start = stopwatch.start();
        Picture picture = decoder.decode(image, minimumWidth, minimumHeight);
        stopwatch.took(Stage.DECODE, 1, start);
        return picture;
    }
}
