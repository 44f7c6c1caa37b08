package io.vestibule.app.bench;

import io.vestibule.models.BadImageException;
import io.vestibule.models.Detection;
import io.vestibule.models.Embedder;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Face;
import io.vestibule.models.FaceDetector;
import io.vestibule.models.FeatureMap;
import io.vestibule.models.Picture;
import io.vestibule.models.Vision;
import io.vestibule.models.matching.Templates;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.faces.SoundEmbedding;
import io.vestibule.topologies.watch.scene.Comparison;
import io.vestibule.topologies.watch.scene.Comparison.Call;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One camera without Kafka: looks at each picture as watch and recognise do between them, by the product's own scene. One
 * thread at a time.
 */
final class Lookout {

    private final Vision vision;
    private final Embedder embedder;
    private final Templates gallery;
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
    Lookout(
            Vision vision,
            Embedder embedder,
            Templates gallery,
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
        try (Picture picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap features = detector.stem(List.of(picture)).get(0)) {
            long began = System.nanoTime();
            Comparison comparison = scene.compare(features, at);
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
            return recognise(vision.faceReader().read(image, picture, alive));
        }
    }

    private Depth recognise(List<Face> faces) {
        Depth depth = Depth.DETECTED;
        for (Face face : faces) {
            if (limits.refuse(face.quality()).isEmpty()) {
                float[] unit = SoundEmbedding.of(face.aligned(), embedder).unit();
                long began = System.nanoTime();
                gallery.current().match(unit, 0);
                times.searchTook(System.nanoTime() - began);
                depth = Depth.RECOGNISED;
            }
        }
        return depth;
    }
}
