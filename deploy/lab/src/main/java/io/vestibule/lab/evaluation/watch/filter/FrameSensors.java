package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.lab.evaluation.watch.baseline.ComparisonStems;
import io.vestibule.lab.evaluation.watch.baseline.PixelSensor;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Runs the product's decoder, stems and detector on the frames of clips, and the sensors of the baselines. Thread-safe. */
public final class FrameSensors {

    private final Vision vision;
    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final MotionSensor pixels = new PixelSensor();

    public FrameSensors(Vision vision) {
        this.vision = vision;
        this.decoder = vision.decoder();
        this.detector = vision.detector();
    }

    /** Boxes of the faces that the whole detector finds, as shares of the frame. */
    public List<BoundingBox> faces(byte[] encoded) {
        EncodedImage image = image(encoded);
        try (DecodedImage decoded = decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(decoded)).get(0)) {
            return detect(map).stream().map(Detection::box).toList();
        }
    }

    /** Runs these sensors and the detector on a frame. The caller must close the result. */
    public SensedFrame sense(byte[] encoded, Set<String> sensors) {
        EncodedImage image = image(encoded);
        Map<String, FeatureMap> maps = new HashMap<>();
        Map<String, Long> nanos = new HashMap<>();
        Set<String> all = new TreeSet<>(sensors);
        all.add(ComparisonStems.PRODUCT_STEM);
        for (String name : all) {
            MotionSensor sensor = name.equals(PixelSensor.ID) ? pixels : vision.sensor(name);
            long started = System.nanoTime();
            // Each sensor decodes for itself, at the size that it needs, as it would alone.
            try (DecodedImage decoded = decode(image, sensor.inputWidth(), sensor.inputHeight())) {
                maps.put(name, sensor.sense(decoded));
            }
            nanos.put(name, System.nanoTime() - started);
        }
        FeatureMap stem = Objects.requireNonNull(maps.get(ComparisonStems.PRODUCT_STEM), "the loop senses every stem");
        long started = System.nanoTime();
        List<Detection> detections = detect(stem);
        return new SensedFrame(maps, nanos, ComparisonStems.PRODUCT_STEM, detections, System.nanoTime() - started);
    }

    private List<Detection> detect(FeatureMap map) {
        return detector.tail(List.of(map)).get(0);
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
            throw new ClipException("a picture of a clip cannot be read: " + bad.getMessage(), bad);
        }
    }
}
