package io.vestibule.topologies.watch;

import io.vestibule.models.BadImageException;
import io.vestibule.models.Detection;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Face;
import io.vestibule.models.FaceDetector;
import io.vestibule.models.FaceReader;
import io.vestibule.models.FeatureMap;
import io.vestibule.models.Half;
import io.vestibule.models.Picture;
import io.vestibule.models.PictureDecoder;
import io.vestibule.schemas.Features;
import io.vestibule.topologies.watch.Glance.Sight;
import io.vestibule.topologies.watch.scene.Comparison;
import io.vestibule.topologies.watch.scene.Comparison.Call;
import io.vestibule.topologies.watch.scene.Examination;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a frame: as far as the detector's stem, and further only if the scene asks for it. Only faces that the scene takes
 * for living ones are read. One thread at a time.
 */
final class Eye {

    private final PictureDecoder decoder;
    private final FaceDetector detector;
    private final FaceReader reader;

    Eye(PictureDecoder decoder, FaceDetector detector, FaceReader reader) {
        this.decoder = decoder;
        this.detector = detector;
        this.reader = reader;
    }

    /**
     * @param tellFeatures whether the overview is to hold the features, should there be a living face
     * @throws BadImageException if the picture's data is damaged; where that shows only in the part around a face, the scene
     *     has then seen the frame
     */
    Glance look(EncodedImage image, Scene scene, Instant at, boolean tellFeatures) throws BadImageException {
        try (Picture picture = decoder.decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap features = detector.stem(List.of(picture)).get(0)) {
            Comparison comparison = scene.compare(features, at);
            if (comparison.call() == Call.LEAVE) {
                scene.follow(features, comparison, at);
                return Glance.left(comparison);
            }
            List<Detection> detections = detector.tail(List.of(features)).get(0);
            Examination examination = scene.examine(
                    features,
                    comparison,
                    detections.stream().map(Detection::box).toList(),
                    at);
            List<Sight> faces = living(image, picture, detections, examination.living(), comparison);
            Overview overview = new Overview(
                    detections,
                    detector.stemId(),
                    picture.frameWidth(),
                    picture.frameHeight(),
                    tellFeatures && !faces.isEmpty() ? Optional.of(copy(features)) : Optional.empty());
            return new Glance(comparison, examination.view(), faces, overview, examination.missed());
        }
    }

    private Features copy(FeatureMap map) {
        float[] values = new float[map.channels() * map.cells()];
        map.values().duplicate().get(values);
        return new Features(
                detector.stemId(), map.channels(), map.height(), map.width(), ByteBuffer.wrap(Half.encode(values)));
    }

    private List<Sight> living(
            EncodedImage image,
            Picture picture,
            List<Detection> detections,
            List<Boolean> living,
            Comparison comparison)
            throws BadImageException {
        List<Detection> moving = new ArrayList<>();
        for (int i = 0; i < detections.size(); i++) {
            if (living.get(i)) {
                moving.add(detections.get(i));
            }
        }
        List<Face> faces = reader.read(image, picture, moving);
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
