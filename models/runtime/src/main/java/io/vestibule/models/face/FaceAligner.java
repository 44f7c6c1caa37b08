package io.vestibule.models.face;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import java.util.List;

/** Reads the faces that a detector found: landmarks, alignment, quality. */
public interface FaceAligner {

    /**
     * The faces, in the order of their detections. The image is decoded here, once, at the smallest scale that serves
     * the smallest face; not at all where there are no detections.
     *
     * @throws BadImageException if the picture's data is damaged
     */
    List<Face> read(EncodedImage image, List<Detection> detections) throws BadImageException;

    /**
     * The same, from a picture of the image where that is at hand and large enough; the image is then not decoded again.
     *
     * @param picture of this image; stays open
     * @throws BadImageException if the picture's data is damaged
     */
    default List<Face> read(EncodedImage image, DecodedImage picture, List<Detection> detections)
            throws BadImageException {
        return read(image, detections);
    }
}
