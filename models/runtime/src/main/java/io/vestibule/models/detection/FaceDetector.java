package io.vestibule.models.detection;

import io.vestibule.models.image.DecodedImage;
import java.util.List;

/**
 * A face detector cut in two. The front half (stem) is cheap and its features tell whether anything has changed; the rest
 * (tail) goes on from those features, so that nothing is computed twice. {@code tail(stem(p))} is the whole detector.
 */
public interface FaceDetector {

    /** Name of the stem: features of different stems are never compared. */
    String stemId();

    /** Width that a picture should have at least; a larger one is scaled down. */
    int inputWidth();

    /** Height that a picture should have at least. */
    int inputHeight();

    /** Features of the pictures, in their order; each is to be closed by the caller. */
    List<FeatureMap> stem(List<DecodedImage> pictures);

    /** Faces for each map, in their order, best first, overlaps removed. The maps stay open. */
    List<List<Detection>> tail(List<FeatureMap> maps);
}
