package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.schemas.Features;
import io.vestibule.topologies.watch.analysis.FrameAnalysis.Sight;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.topologies.watch.scene.SceneUpdate;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a frame: as far as the detector's stem, and further only if the scene asks for it. Only faces that the scene takes
 * for living ones are read. One thread at a time.
 */
public final class FrameAnalyzer {

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceAligner reader;

    public FrameAnalyzer(ImageDecoder decoder, FaceDetector detector, FaceAligner reader) {
        this.decoder = decoder;
        this.detector = detector;
        this.reader = reader;
    }

    /**
     * @param tellFeatures whether the overview is to hold the features, should there be a living face
     * @throws BadImageException if the picture's data is damaged; where that shows only in the part around a face, the scene
     *     has then seen the frame
     */
    public FrameAnalysis look(EncodedImage image, Scene scene, Instant at, boolean tellFeatures)
            throws BadImageException {
        try (DecodedImage picture = decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap features = detector.stem(List.of(picture)).get(0)) {
            BackgroundComparison comparison = scene.compare(features, at);
            if (comparison.call() == Call.LEAVE) {
                scene.follow(features, comparison, at);
                return FrameAnalysis.left(comparison);
            }
            List<Detection> detections = detector.tail(List.of(features)).get(0);
            SceneUpdate examination = scene.examine(
                    features,
                    comparison,
                    detections.stream().map(Detection::box).toList(),
                    at);
            List<Sight> faces = living(image, picture, detections, examination.living(), comparison);
            FrameDetections overview = new FrameDetections(
                    detections,
                    detector.stemId(),
                    picture.frameWidth(),
                    picture.frameHeight(),
                    tellFeatures && !faces.isEmpty() ? Optional.of(copy(features)) : Optional.empty());
            return new FrameAnalysis(comparison, examination.view(), faces, overview, examination.missed());
        }
    }

    private Features copy(FeatureMap map) {
        float[] values = new float[map.channels() * map.cells()];
        map.values().duplicate().get(values);
        return new Features(
                detector.stemId(),
                map.channels(),
                map.height(),
                map.width(),
                ByteBuffer.wrap(HalfFloats.encode(values)));
    }

    private List<Sight> living(
            EncodedImage image,
            DecodedImage picture,
            List<Detection> detections,
            List<Boolean> living,
            BackgroundComparison comparison)
            throws BadImageException {
        List<Detection> moving = new ArrayList<>();
        for (int i = 0; i < detections.size(); i++) {
            if (living.get(i)) {
                moving.add(detections.get(i));
            }
        }
        List<Face> faces = reader.align(image, picture, moving);
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            float motion = comparison
                    .distances()
                    .orElseThrow()
                    .meanInside(moving.get(i).box());
            sights.add(new Sight(faces.get(i), motion));
        }
        return sights;
    }
}
