package io.vestibule.lab.bench;

import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One camera without Kafka: looks at each picture as watch and recognise do between them, by the product's own scene. One
 * thread at a time.
 */
final class DirectCamera {

    private final Vision vision;
    private final Embedder embedder;
    private final TemplateIndex gallery;
    private final FaceLimits limits;
    private final long maximumPixels;
    private final Scene scene;
    private final StageTimes times;

    /** How far a picture was looked at. */
    enum Depth {
        /** To the stem. */
        QUIET,
        /** To the detector's end; nobody was there who is alive and clear enough. */
        DETECTED,
        /** To the search for at least one face. */
        RECOGNISED
    }

    /** @param limits what a face must be like to be embedded */
    DirectCamera(
            Vision vision,
            Embedder embedder,
            TemplateIndex gallery,
            FaceLimits limits,
            long maximumPixels,
            Scene scene,
            StageTimes times) {
        this.vision = vision;
        this.embedder = embedder;
        this.gallery = gallery;
        this.limits = limits;
        this.maximumPixels = maximumPixels;
        this.scene = scene;
        this.times = times;
    }

    Depth look(byte[] bytes, Instant at) {
        try {
            return look(EncodedImage.of(ByteBuffer.wrap(bytes), maximumPixels), at);
        } catch (BadImageException bad) {
            throw new BenchException("a picture cannot be decoded: " + bad.getMessage(), bad);
        }
    }

    private Depth look(EncodedImage image, Instant at) throws BadImageException {
        FaceDetector detector = vision.detector();
        try (DecodedImage picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap features = detector.stem(List.of(picture)).get(0)) {
            long began = System.nanoTime();
            BackgroundComparison comparison = scene.compare(features, at);
            times.distanceTook(System.nanoTime() - began);
            if (comparison.call() == Call.LEAVE) {
                began = System.nanoTime();
                scene.follow(features, comparison, at);
                times.followingTook(System.nanoTime() - began);
                return Depth.QUIET;
            }
            List<Detection> detections = detector.tail(List.of(features)).get(0);
            List<Boolean> living = scene.examine(
                            features,
                            comparison,
                            detections.stream().map(Detection::box).toList(),
                            at)
                    .living();
            List<Detection> alive = new ArrayList<>();
            for (int i = 0; i < detections.size(); i++) {
                if (living.get(i)) {
                    alive.add(detections.get(i));
                }
            }
            return recognise(vision.faceAligner().align(image, picture, alive));
        }
    }

    private Depth recognise(List<Face> faces) {
        Depth depth = Depth.DETECTED;
        for (Face face : faces) {
            if (limits.check(face.quality()).isEmpty()) {
                float[] unit = CheckedEmbedding.of(face.aligned(), embedder).unit();
                long began = System.nanoTime();
                gallery.current().match(unit, 0);
                times.searchTook(System.nanoTime() - began);
                depth = Depth.RECOGNISED;
            }
        }
        return depth;
    }
}
