package io.vestibule.topologies.watch;

import io.vestibule.models.BadImageException;
import io.vestibule.models.Detection;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Face;
import io.vestibule.models.FaceDetector;
import io.vestibule.models.FaceReader;
import io.vestibule.models.FeatureMap;
import io.vestibule.models.Picture;
import io.vestibule.models.PictureDecoder;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeter;
import io.vestibule.topologies.watch.Glance.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a frame: as far as the detector's stem, and further only if something is there that is not the scene. A huge
 * change, too, is looked at: at a door it is most often a visitor close to the lens. One thread at a time.
 */
final class Eye {

    private final PictureDecoder decoder;
    private final FaceDetector detector;
    private final FaceReader reader;
    private final float threshold;
    private final MotionMeter meter = new MotionMeter();

    Eye(PictureDecoder decoder, FaceDetector detector, FaceReader reader, WatchSettings settings) {
        this.decoder = decoder;
        this.detector = detector;
        this.reader = reader;
        this.threshold = settings.threshold();
    }

    /**
     * @param lastFace capture time of the camera's last living face
     * @throws BadImageException if the picture's data is damaged; the scene is then as it was
     */
    Glance look(EncodedImage image, Scene scene, Instant at, Optional<Instant> lastFace) throws BadImageException {
        try (Picture picture = decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap features = detector.stem(List.of(picture)).get(0)) {
            Optional<DistanceMap> distances = scene.compare(features, meter);
            if (scene.isQuiet(distances)) {
                scene.follow(features);
                return new Glance(distances, true, List.of());
            }
            List<Sight> faces = living(image, detector.tail(List.of(features)).get(0), distances);
            if (!scene.proven()) {
                scene.learn(features, distances, at, faces.isEmpty() ? lastFace : Optional.of(at));
            }
            return new Glance(distances, false, faces);
        }
    }

    /** The faces that move. Without a background nothing tells a visitor from a poster: the next frame will. */
    private List<Sight> living(EncodedImage image, List<Detection> detections, Optional<DistanceMap> distances)
            throws BadImageException {
        if (distances.isEmpty()) {
            return List.of();
        }
        List<Detection> moving = new ArrayList<>();
        List<Float> motions = new ArrayList<>();
        for (Detection detection : detections) {
            float motion = distances.get().meanInside(detection.box());
            if (motion >= threshold) {
                moving.add(detection);
                motions.add(motion);
            }
        }
        List<Face> faces = reader.read(image, moving);
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            sights.add(new Sight(faces.get(i), motions.get(i)));
        }
        return sights;
    }
}
