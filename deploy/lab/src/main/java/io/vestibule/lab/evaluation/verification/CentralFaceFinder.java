package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the subject's face in an image. By LFW's convention it is the one nearest to the centre, even if other people are in view. */
final class CentralFaceFinder {
    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceAligner reader;

    CentralFaceFinder(Vision vision) {
        this.decoder = vision.decoder();
        this.detector = vision.detector();
        this.reader = vision.faceAligner();
    }

    /** The face whose box is nearest to the centre of the image; empty if there is no face. */
    Optional<AlignedFace> find(EncodedImage image) throws BadImageException {
        Optional<Detection> central = detect(image);
        return central.isEmpty()
                ? Optional.empty()
                : Optional.of(reader.align(image, List.of(central.get())).get(0).aligned());
    }

    private Optional<Detection> detect(EncodedImage image) throws BadImageException {
        try (DecodedImage picture = decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            return detector.tail(List.of(map)).get(0).stream()
                    .min(Comparator.comparingDouble(detection ->
                            distanceFromCentre(detection.box().scaled(picture.width(), picture.height()), picture)));
        }
    }

    private static double distanceFromCentre(BoundingBox pixels, DecodedImage picture) {
        return Math.hypot(
                pixels.left() + pixels.right() - picture.width(), pixels.top() + pixels.bottom() - picture.height());
    }
}
