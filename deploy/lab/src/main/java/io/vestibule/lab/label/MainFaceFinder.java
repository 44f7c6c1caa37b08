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
 * Finds the face that a photograph is of: by LFW's convention the one in the middle, whoever else is in view. An image that is
 * a face and nothing else (a crop of {@link #CROP} pixels or less, such as a face that was aligned before) is looked at amid a
 * border, since detectors have learnt faces with something around them; another, if nothing is found in it as it is.
 */
public final class MainFaceFinder {

    /** Longer side in pixels up to which an image is taken for a crop. */
    static final int CROP = 144;

    /** Borders about a crop, as shares of its longer side; with the first, the face takes up half of the picture. */
    private static final List<Double> OF_CROP = List.of(0.5, 0.25, 0.0);

    /** Borders about other images. */
    private static final List<Double> OF_OTHERS = List.of(0.0, 0.5);

    private final ImageDecoder decoder;
    private final PaddingDecoder bordered;
    private final FaceDetector detector;
    private final FaceAligner reader;

    public MainFaceFinder(Vision vision) {
        this.decoder = vision.decoder();
        this.bordered = vision.paddingDecoder();
        this.detector = vision.detector();
        this.reader = vision.faceAligner();
    }

    /**
     * What there is in a photograph.
     *
     * @param face the main one; box and points in pixels of the photograph
     * @param detections all that the detector found, best first; boxes in shares of the photograph's width and height
     * @param features what the detector's stem saw, if it was asked for
     * @param width of the photograph in pixels, upright
     * @param height of the photograph in pixels, upright
     */
    public record Sight(
            Face face, List<Detection> detections, Optional<TeacherFeatures> features, int width, int height) {}

    /** The main face, if there is a face at all. */
    public Optional<Sight> find(EncodedImage image) throws BadImageException {
        return find(image, face -> false);
    }

    /**
     * The main face, if there is a face at all.
     *
     * @param features whether the stem's feature map is wanted for a photograph of this face
     */
    public Optional<Sight> find(EncodedImage image, Predicate<Face> features) throws BadImageException {
        int longer = Math.max(image.width(), image.height());
        for (double border : longer <= CROP ? OF_CROP : OF_OTHERS) {
            Optional<Sight> sight = look(image, (int) Math.round(border * longer), features);
            if (sight.isPresent()) {
                return sight;
            }
        }
        return Optional.empty();
    }

    private Optional<Sight> look(EncodedImage image, int border, Predicate<Face> features) throws BadImageException {
        try (DecodedImage picture = border > 0
                        ? bordered.decode(image, border)
                        : decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            List<Detection> found = detector.tail(List.of(map)).get(0);
            Optional<Detection> main =
                    found.stream().min(Comparator.comparingDouble(MainFaceFinder::distanceFromMiddle));
            if (main.isEmpty()) {
                return Optional.empty();
            }
            Face face = reader.align(image, picture, List.of(main.get())).get(0);
            return Optional.of(new Sight(
                    moved(face, -border),
                    found.stream()
                            .map(detection -> without(border, picture, detection))
                            .toList(),
                    features.test(face) ? Optional.of(kept(map)) : Optional.empty(),
                    // Of a reduced picture only the reader knows how large the frame is.
                    Math.round(face.box().width() / main.get().box().width()) - 2 * border,
                    Math.round(face.box().height() / main.get().box().height()) - 2 * border));
        }
    }

    private TeacherFeatures kept(FeatureMap map) {
        float[] values = new float[map.values().remaining()];
        map.values().duplicate().get(values);
        return new TeacherFeatures(
                detector.stemId(), List.of(map.channels(), map.height(), map.width()), HalfFloats.encode(values));
    }

    /** Shares of the picture amid its border as shares of the picture. */
    private static Detection without(int border, DecodedImage picture, Detection detection) {
        if (border == 0) {
            return detection;
        }
        BoundingBox pixels = moved(detection.box().scaled(picture.width(), picture.height()), -border);
        float width = picture.width() - 2 * border;
        float height = picture.height() - 2 * border;
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

    private static double distanceFromMiddle(Detection detection) {
        BoundingBox box = detection.box();
        return Math.hypot(box.left() + box.right() - 1, box.top() + box.bottom() - 1);
    }
}
