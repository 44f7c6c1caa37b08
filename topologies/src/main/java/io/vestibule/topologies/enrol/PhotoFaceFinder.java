package io.vestibule.topologies.enrol;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.FacePipeline;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the only face of a photograph, or the reason why there is none.
 *
 * <p>The whole photograph is scaled to the detector's input, and then its parts ({@link PhotoDetector}). The detector finds most tightly cropped faces too: 937 of 1,000
 * faces that were cropped to the 112 x 112 pixels of the embedders. The others are rejected as NO_FACE. A photograph with some
 * background around the face avoids this.
 */
final class PhotoFaceFinder {

    private static final String PIXEL_SETTING = "enrol.maximum-pixels";

    private final FacePipeline models;
    private final EnrolSettings settings;
    private final PhotoDetector detector;

    PhotoFaceFinder(FacePipeline models, EnrolSettings settings) {
        this.models = models;
        this.settings = settings;
        this.detector = new PhotoDetector(
                models.decoder(), models.detector(), settings.limits().minimumSize());
    }

    /** Returns the face if it is the only one and within the quality limits. */
    Outcome<Face> find(ByteBuffer photo) {
        try {
            EncodedImage image = EncodedImage.ofPhotograph(photo, settings.maximumPixels());
            List<Detection> detections = detector.detect(image);
            if (detections.isEmpty()) {
                return Outcome.rejected(
                        Reason.NO_FACE,
                        "no face found in the photograph; use one that shows the face with some background around it");
            }
            if (detections.size() > 1 && Float.isInfinite(settings.dominance())) {
                return severalFaces(detections);
            }
            List<Face> faces = bySize(models.aligner().align(image, detections));
            if (faces.size() > 1 && !dominates(faces.get(0), faces.get(1))) {
                return severalFaces(detections);
            }
            Face face = faces.get(0);
            return Outcome.accepted(face).rejectIf(only -> settings.limits().check(only.quality()));
        } catch (BadImageException e) {
            return Outcome.rejected(Rejection.of(e, PIXEL_SETTING));
        }
    }

    /**
     * Sorts faces by size, largest first. Faces are compared instead of detections, because detections are shares of the
     * upright picture, while the header of a rotated portrait photograph gives width and height before the rotation.
     */
    private static List<Face> bySize(List<Face> faces) {
        return faces.stream()
                .sorted(Comparator.comparingDouble((Face face) -> face.box().size())
                        .reversed())
                .toList();
    }

    private boolean dominates(Face largest, Face next) {
        return largest.box().size() >= settings.dominance() * next.box().size();
    }

    private static Outcome<Face> severalFaces(List<Detection> detections) {
        return Outcome.rejected(
                Reason.SEVERAL_FACES,
                detections.size()
                        + " faces found in the photograph; use one with a single face, or set enrol.dominance to"
                        + " ignore much smaller faces");
    }
}
