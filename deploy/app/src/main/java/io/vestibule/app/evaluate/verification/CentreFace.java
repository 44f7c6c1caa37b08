package io.vestibule.app.evaluate.verification;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.BadImageException;
import io.vestibule.models.Box;
import io.vestibule.models.Detection;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.FaceDetector;
import io.vestibule.models.FaceReader;
import io.vestibule.models.FeatureMap;
import io.vestibule.models.Picture;
import io.vestibule.models.PictureDecoder;
import io.vestibule.models.Vision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the face that an image is of: by LFW's convention the one in the middle, whoever else is in view. */
final class CentreFace {
    private final PictureDecoder decoder;
    private final FaceDetector detector;
    private final FaceReader reader;

    CentreFace(Vision vision) {
        this.decoder = vision.decoder();
        this.detector = vision.detector();
        this.reader = vision.faceReader();
    }

    /** The face whose box has its middle nearest to the image's, if there is one at all. */
    Optional<AlignedFace> find(EncodedImage image) throws BadImageException {
        Optional<Detection> central = detect(image);
        return central.isEmpty()
                ? Optional.empty()
                : Optional.of(reader.read(image, List.of(central.get())).get(0).aligned());
    }

    private Optional<Detection> detect(EncodedImage image) throws BadImageException {
        try (Picture picture = decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            return detector.tail(List.of(map)).get(0).stream()
                    .min(Comparator.comparingDouble(detection ->
                            distanceFromMiddle(detection.box().scaled(picture.width(), picture.height()), picture)));
        }
    }

    private static double distanceFromMiddle(Box pixels, Picture picture) {
        return Math.hypot(
                pixels.left() + pixels.right() - picture.width(), pixels.top() + pixels.bottom() - picture.height());
    }
}
