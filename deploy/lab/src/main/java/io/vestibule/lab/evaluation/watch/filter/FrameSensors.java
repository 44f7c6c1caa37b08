package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.lab.evaluation.watch.clip.ClipException;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.models.motion.MotionSensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks the product's own decoder, sensors and detector about frames. Thread-safe. */
public final class FrameSensors {

    public static final String PIXEL = "pixel";

    /** Sensor from whose cells the detector goes on. */
    public static final String STEM = "rfb-stem";

    private final Vision vision;
    private final ImageDecoder decoder;
    private final FaceDetector detector;

    public FrameSensors(Vision vision) {
        this.vision = vision;
        this.decoder = vision.decoder();
        this.detector = vision.detector();
    }

    /** Faces that the uncut detector finds, in shares of the frame. */
    public List<BoundingBox> faces(byte[] encoded) {
        EncodedImage image = image(encoded);
        try (DecodedImage picture = decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            return faces(map);
        }
    }

    /** All that these sensors see of a frame, and what the detector finds. */
    public SensedFrame sense(byte[] encoded, Set<String> sensors) {
        EncodedImage image = image(encoded);
        Map<String, FeatureMap> maps = new HashMap<>();
        Map<String, Long> nanos = new HashMap<>();
        Set<String> all = new TreeSet<>(sensors);
        all.add(STEM);
        for (String name : all) {
            MotionSensor sensor = vision.sensor(name);
            long started = System.nanoTime();
            // Each decodes for itself, at the size that serves it, as it would alone.
            try (DecodedImage picture = decode(image, sensor.inputWidth(), sensor.inputHeight())) {
                maps.put(name, sensor.sense(picture));
            }
            nanos.put(name, System.nanoTime() - started);
            if (name.equals(PIXEL)) {
                centre(maps.get(name));
            }
        }
        long started = System.nanoTime();
        List<BoundingBox> faces = faces(maps.get(STEM));
        return new SensedFrame(maps, nanos, STEM, faces, System.nanoTime() - started);
    }

    /**
     * Brings the pixels from about 1 to about 0, which changes no difference. The scene tells a covered lens by how little of a
     * view's power tells its cells apart; a picture that is 1 everywhere, and a little more or less, would always be one.
     */
    private static void centre(FeatureMap map) {
        FloatBuffer values = map.values();
        for (int i = values.position(); i < values.limit(); i++) {
            values.put(i, values.get(i) - 1);
        }
    }

    private List<BoundingBox> faces(FeatureMap map) {
        return detector.tail(List.of(map)).get(0).stream().map(Detection::box).toList();
    }

    private DecodedImage decode(EncodedImage image, int width, int height) {
        try {
            return decoder.decode(image, width, height);
        } catch (BadImageException bad) {
            throw new ClipException("a picture of a clip is damaged: " + bad.getMessage(), bad);
        }
    }

    private static EncodedImage image(byte[] encoded) {
        try {
            return EncodedImage.of(ByteBuffer.wrap(encoded), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
        } catch (BadImageException bad) {
            throw new ClipException("a picture of a clip is none: " + bad.getMessage(), bad);
        }
    }
}
