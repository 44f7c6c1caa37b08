package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageCheck;
import io.vestibule.models.image.ImageDecoder;

/** A decoder that reports its time. */
public record TimedDecoder(ImageDecoder decoder, Stopwatch stopwatch) implements ImageDecoder {

    @Override
    public DecodedImage decode(EncodedImage image, int minimumWidth, int minimumHeight) throws BadImageException {
        return decode(image, minimumWidth, minimumHeight, ImageCheck.DATA);
    }

    @Override
    public DecodedImage decode(EncodedImage image, int minimumWidth, int minimumHeight, ImageCheck check)
            throws BadImageException {
        long start = stopwatch.start();
        DecodedImage decoded = decoder.decode(image, minimumWidth, minimumHeight, check);
        stopwatch.record(Stage.DECODE, 1, start);
        return decoded;
    }
}
