package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;

/** Turns a picture into a grid of cells that can be compared with a background. Thread-safe. */
public interface MotionSensor {

    /** Name of what its cells hold: maps of different sensors are never compared. */
    String id();

    /** Width that a picture should have at least; a larger one is scaled down. */
    int inputWidth();

    /** Height that a picture should have at least. */
    int inputHeight();

    /** The cells of a picture; to be closed by the caller. */
    FeatureMap sense(DecodedImage picture);
}
