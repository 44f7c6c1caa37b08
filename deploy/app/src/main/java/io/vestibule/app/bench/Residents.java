package io.vestibule.app.bench;

import io.vestibule.app.demo.scene.Album;
import io.vestibule.app.demo.scene.EnrolmentPhoto;
import io.vestibule.app.demo.script.Resident;
import io.vestibule.app.demo.script.Script;
import io.vestibule.models.BadImageException;
import io.vestibule.models.Detection;
import io.vestibule.models.Embedder;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Face;
import io.vestibule.models.FeatureMap;
import io.vestibule.models.Picture;
import io.vestibule.models.Vision;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Who is enrolled: the demo's residents, from the photographs that they hand in, among a thousand made-up ones, so that
 * there is something to search.
 *
 * @param templates subject to a unit vector
 */
record Residents(Map<String, float[]> templates) {

    private static final int MADE_UP = 1000;
    private static final long SEED = 1;

    static Residents enrol(Album album, Vision vision, Embedder embedder) {
        Map<String, float[]> templates = new LinkedHashMap<>();
        Random random = new Random(SEED);
        int dimension = embedder.contract().dimension();
        for (int i = 0; i < MADE_UP; i++) {
            templates.put("made-up-" + i, unit(random, dimension));
        }
        for (Resident resident : Script.standard().residents()) {
            Face face = face(EnrolmentPhoto.of(resident, album), vision);
            templates.put(
                    resident.subject(),
                    embedder.embed(List.of(face.aligned())).get(0).unit());
        }
        return new Residents(templates);
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
            var detector = vision.detector();
            try (Picture picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                    FeatureMap features = detector.stem(List.of(picture)).get(0)) {
                List<Detection> found = detector.tail(List.of(features)).get(0);
                return vision.faceReader().read(image, found.subList(0, 1)).get(0);
            }
        } catch (BadImageException impossible) {
            throw new IllegalStateException("a drawn photograph cannot be read", impossible);
        }
    }
}
