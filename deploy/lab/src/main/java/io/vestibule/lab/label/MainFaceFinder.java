package io.vestibule.lab.label;

import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.models.image.PaddingDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the main face of a photograph: the one nearest to its centre, as in LFW (Huang et al. 2007). Detectors are trained on faces
 * with surroundings. So an image that contains only a face (up to {@link #CROP_PIXELS}, for example an aligned face) is padded first.
 * Other images are padded only if no face is found without padding.
 */
public final class MainFaceFinder {

    /** Longer side in pixels up to which an image is treated as a crop of a face. */
    static final int CROP_PIXELS = 144;

    /** Paddings of a crop, as fractions of its longer side. With the first one, the face is half as wide as the picture. */
    private static final List<Double> CROP_PADDINGS = List.of(0.5, 0.25, 0.0);

    /** Paddings of other images. */
    private static final List<Double> OTHER_PADDINGS = List.of(0.0, 0.5);

    private final ImageDecoder decoder;
    private final PaddingDecoder paddingDecoder;
    private final FaceDetector detector;
    private final FaceAligner aligner;

    public MainFaceFinder(Vision vision) {
        this.decoder = vision.decoder();
        this.paddingDecoder = vision.paddingDecoder();
        this.detector = vision.detector();
        this.aligner = vision.faceAligner();
    }

    /**
     * The faces of a photograph.
     *
     * @param face the main face; box and points in pixels of the photograph
     * @param detections all faces, best first; boxes in fractions of the photograph's width and height
     * @param features feature map of the detector's stem, if it is kept
     */
    public record Result(Face face, List<Detection> detections, Optional<TeacherFeatures> features) {}

    /** The main face, if there is a face. */
    public Optional<Result> find(EncodedImage image) throws BadImageException {
        return find(image, face -> false);
    }

    /**
     * The main face, if there is a face.
     *
     * @param keepFeatures whether the feature map is kept for a photograph of this face
     */
    public Optional<Result> find(EncodedImage image, Predicate<Face> keepFeatures) throws BadImageException {
        int longer = Math.max(image.width(), image.height());
        for (double padding : longer <= CROP_PIXELS ? CROP_PADDINGS : OTHER_PADDINGS) {
            Optional<Result> found = find(image, (int) Math.round(padding * longer), keepFeatures);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Result> find(EncodedImage image, int padding, Predicate<Face> keepFeatures)
            throws BadImageException {
        try (DecodedImage picture = padding > 0
                        ? paddingDecoder.decode(image, padding)
                        : decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            List<Detection> detections = detector.tail(List.of(map)).get(0);
            Optional<Detection> main =
                    detections.stream().min(Comparator.comparingDouble(MainFaceFinder::distanceFromCentre));
            if (main.isEmpty()) {
                return Optional.empty();
            }
            Face face = aligner.align(image, picture, List.of(main.get())).get(0);
            return Optional.of(new Result(
                    moved(face, -padding),
                    detections.stream()
                            .map(detection -> withoutPadding(padding, picture, detection))
                            .toList(),
                    keepFeatures.test(face) ? Optional.of(features(map)) : Optional.empty()));
        }
    }

    private TeacherFeatures features(FeatureMap map) {
        float[] values = new float[map.values().remaining()];
        map.values().duplicate().get(values);
        return new TeacherFeatures(
                detector.stemId(), List.of(map.channels(), map.height(), map.width()), HalfFloats.encode(values));
    }

    /** Converts fractions of the padded picture to fractions of the photograph. */
    private static Detection withoutPadding(int padding, DecodedImage picture, Detection detection) {
        if (padding == 0) {
            return detection;
        }
        BoundingBox pixels = moved(detection.box().scaled(picture.width(), picture.height()), -padding);
        float width = picture.width() - 2 * padding;
        float height = picture.height() - 2 * padding;
        return new Detection(pixels.scaled(1 / width, 1 / height), detection.score());
    }

    private static Face moved(Face face, int by) {
        FivePoints points = face.points();
        return new Face(
                moved(face.box(), by),
                new FivePoints(
                        moved(points.leftEye(), by),
                        moved(points.rightEye(), by),
                        moved(points.nose(), by),
                        moved(points.leftMouth(), by),
                        moved(points.rightMouth(), by)),
                face.score(),
                face.aligned(),
                face.quality());
    }

    private static BoundingBox moved(BoundingBox box, int by) {
        return new BoundingBox(box.left() + by, box.top() + by, box.right() + by, box.bottom() + by);
    }

    private static Point2D moved(Point2D point, int by) {
        return new Point2D(point.x() + by, point.y() + by);
    }

    private static double distanceFromCentre(Detection detection) {
        BoundingBox box = detection.box();
        return Math.hypot(box.left() + box.right() - 1, box.top() + box.bottom() - 1);
    }
}
