package io.vestibule.lab.label;

import io.vestibule.lab.label.PhotographResult.Seen;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faces of photographs as if a camera had seen them: what the teach topology reads. */
final class PhotographSightings {

    /** The camera that saw them all. */
    static final String CAMERA = "photographs";

    private PhotographSightings() {}

    /**
     * @param number of the face among all, which makes a track of its own of it
     * @param detector stem of the detector
     * @param at when it was seen
     */
    static FaceSighting of(Seen seen, long number, String detector, Instant at) {
        return FaceSighting.newBuilder()
                .setCamera(CAMERA)
                .setOrigin(new Origin(CAMERA, 0, number, 0L, number, at))
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack(CAMERA + "/" + number)
                .setBox(box(seen.box()))
                .setPoints(seen.points().list().stream()
                        .map(point -> new Point(point.x(), point.y()))
                        .toList())
                .setScore(seen.detections().get(0).score())
                .setDetections(boxes(seen))
                .setDetector(detector)
                .setFrameWidth(seen.width())
                .setFrameHeight(seen.height())
                .setFeatures(seen.features().map(PhotographSightings::features).orElse(null))
                .setQuality(quality(seen))
                .setAlignment(AlignedFace.ALIGNMENT)
                .setFace(ByteBuffer.wrap(seen.picture().decode().bgr()))
                .build();
    }

    private static List<DetectedBox> boxes(Seen seen) {
        return seen.detections().stream()
                .map(found -> teacherBox(found, seen.width(), seen.height()))
                .toList();
    }

    private static DetectedBox teacherBox(Detection found, int width, int height) {
        return new DetectedBox(box(found.box().scaled(width, height)), found.score());
    }

    private static Box box(io.vestibule.models.geometry.BoundingBox box) {
        return new Box(box.left(), box.top(), box.right(), box.bottom());
    }

    private static @Nullable Features features(io.vestibule.dataset.TeacherFeatures features) {
        List<Integer> shape = features.shape();
        return new Features(
                features.layer(), shape.get(0), shape.get(1), shape.get(2), ByteBuffer.wrap(features.halves()));
    }

    private static Quality quality(Seen seen) {
        io.vestibule.models.face.FaceQuality quality = seen.quality();
        return new Quality(
                quality.size(),
                quality.sharpness(),
                quality.brightness(),
                quality.yaw(),
                quality.pitch(),
                quality.roll());
    }
}
