package io.vestibule.models.face;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import java.util.List;

/** Turns detections into faces: landmarks, alignment, quality. */
public interface FaceAligner {

    /**
     * The faces, in the order of their detections. The image is decoded once, at the smallest scale that is sufficient for the
     * smallest face. It is not decoded if there are no detections.
     *
     * @throws BadImageException if the image's data is damaged
     */
    List<Face> align(EncodedImage image, List<Detection> detections) throws BadImageException;

    /**
     * The faces, taken from a decoded image if it is large enough. Otherwise the encoded image is decoded again.
     *
     * @param decoded the same image, decoded; it is not closed
     * @throws BadImageException if the image's data is damaged
     */
    default List<Face> align(EncodedImage image, DecodedImage decoded, List<Detection> detections)
            throws BadImageException {
        return align(image, detections);
    }
}
