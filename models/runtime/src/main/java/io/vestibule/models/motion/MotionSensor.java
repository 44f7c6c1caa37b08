package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;

/** Turns an image into a grid of cells for comparison with a background. Safe for concurrent use. */
public interface MotionSensor {

    /** Id of the sensor. Maps of different sensors are never compared. */
    String id();

    /** Minimum width of an image; a larger one is scaled down. */
    int inputWidth();

    /** Minimum height of an image. */
    int inputHeight();

    /** The cells of an image. The caller closes the map. */
    FeatureMap sense(DecodedImage image);
}
