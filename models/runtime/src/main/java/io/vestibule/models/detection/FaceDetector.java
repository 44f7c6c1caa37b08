package io.vestibule.models.detection;

import io.vestibule.models.image.DecodedImage;
import java.util.List;

/**
 * A face detector that is split in two. The stem is cheap, and its features show whether the scene has changed. The tail continues
 * from these features, so nothing is computed twice. {@code tail(stem(x))} is the whole detector.
 */
public interface FaceDetector {

    /** Id of the stem. Features of different stems are never compared. */
    String stemId();

    /** Minimum width of an image; a larger one is scaled down. */
    int inputWidth();

    /** Minimum height of an image. */
    int inputHeight();

    /** Features of the images, in their order. The caller closes each map. */
    List<FeatureMap> stem(List<DecodedImage> images);

    /** Detections for each map, in their order: best first, without overlaps. The maps are not closed. */
    List<List<Detection>> tail(List<FeatureMap> maps);
}
