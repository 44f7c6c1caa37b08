package io.vestibule.lab.bench;

import io.vestibule.lab.scenes.EnrolmentPhoto;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.Resident;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The gallery of a benchmark: the residents of the demo, from their enrolment photographs, and a thousand random templates, so that
 * the search has a realistic size.
 *
 * @param templates unit vector by subject
 */
record BenchGallery(Map<String, float[]> templates) {

    private static final int RANDOM = 1000;
    private static final long SEED = 1;

    static BenchGallery enrol(ZooPortraits portraits, Vision vision, Embedder embedder) {
        Map<String, float[]> templates = new LinkedHashMap<>();
        Random random = new Random(SEED);
        int dimension = embedder.contract().dimension();
        for (int i = 0; i < RANDOM; i++) {
            templates.put("random-" + i, unit(random, dimension));
        }
        for (Resident resident : SceneScript.standard().residents()) {
            Face face = face(EnrolmentPhoto.of(resident, portraits), vision);
            templates.put(
                    resident.subject(),
                    embedder.embed(List.of(face.aligned())).get(0).unit());
        }
        return new BenchGallery(templates);
    }

    private static float[] unit(Random random, int dimension) {
        double[] vector = random.doubles(dimension, -1, 1).toArray();
        double length = 0;
        for (double value : vector) {
            length += value * value;
        }
        float[] unit = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(length));
        }
        return unit;
    }

    private static Face face(byte[] photo, Vision vision) {
        try {
            EncodedImage image = EncodedImage.of(ByteBuffer.wrap(photo), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            FaceDetector detector = vision.detector();
            try (DecodedImage picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                    FeatureMap features = detector.stem(List.of(picture)).get(0)) {
                List<Detection> found = detector.tail(List.of(features)).get(0);
                return vision.faceAligner().align(image, found.subList(0, 1)).get(0);
            }
        } catch (BadImageException impossible) {
            throw new IllegalStateException("a composed photograph cannot be read", impossible);
        }
    }
}
