package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.detection.AnchorDecoder;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.detection.NonMaximumSuppression;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.Tiling.Window;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.zoo.manifest.ModelCard.Input;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The detector as two networks. Images are processed one by one: a batch is not faster on one thread. The stem writes directly into
 * the buffers of its feature map, and the tail reads from it.
 */
public final class SplitDetector implements FaceDetector {

    private static final int SCORES = 0;
    private static final int BOXES = 1;

    private final StemSensor stem;
    private final OnnxModel tail;
    private final DetectionSettings settings;
    private final BufferPool buffers;
    private final Stopwatch stopwatch;

    public SplitDetector(
            StemSensor stem, OnnxModel tail, DetectionSettings settings, BufferPool buffers, Stopwatch stopwatch) {
        this.stem = stem;
        this.tail = tail;
        this.settings = settings;
        this.buffers = buffers;
        this.stopwatch = stopwatch;
    }

    @Override
    public String stemId() {
        return stem.id();
    }

    @Override
    public int inputWidth() {
        return stem.inputWidth();
    }

    @Override
    public int inputHeight() {
        return stem.inputHeight();
    }

    @Override
    public List<FeatureMap> stem(List<DecodedImage> images) {
        List<FeatureMap> maps = new ArrayList<>(images.size());
        try {
            for (DecodedImage image : images) {
                maps.add(stem.sense(image));
            }
            return maps;
        } catch (RuntimeException e) {
            maps.forEach(FeatureMap::close);
            throw e;
        }
    }

    @Override
    public List<List<Detection>> tail(List<FeatureMap> maps) {
        try (PooledBuffer scores = buffers.takeFloats(tail.outputFloats(SCORES));
                PooledBuffer boxes = buffers.takeFloats(tail.outputFloats(BOXES))) {
            return maps.stream()
                    .map(map -> suppress(candidates(map, scores.floats(), boxes.floats())))
                    .toList();
        }
    }

    private List<Detection> candidates(FeatureMap map, FloatBuffer scores, FloatBuffer boxes) {
        int columns = tail.card().input().width();
        if (map.width() != columns) {
            return candidatesOfWindows(map, Tiling.ofMap(map.width(), columns), scores, boxes);
        }
        FloatBuffer features = map.values().duplicate();
        if (features.isDirect()) {
            return candidates(features, scores, boxes);
        }
        try (PooledBuffer copy = buffers.takeFloats(features.remaining())) {
            return candidates(copy.floats().put(features).flip(), scores, boxes);
        }
    }

    private List<Detection> candidatesOfWindows(FeatureMap map, Tiling tiling, FloatBuffer scores, FloatBuffer boxes) {
        List<Detection> candidates = new ArrayList<>();
        Input input = tail.card().input();
        try (PooledBuffer copy = buffers.takeFloats(input.channels() * input.height() * input.width())) {
            for (Window window : tiling.windows()) {
                FloatBuffer features = copy.floats();
                tiling.cut(window, map.values(), features);
                for (Detection found : candidates(features, scores, boxes)) {
                    Detection candidate = new Detection(window.toPicture(found.box()), found.score());
                    if (window.owns(candidate.box())) {
                        candidates.add(candidate);
                    }
                }
            }
        }
        return candidates;
    }

    private List<Detection> candidates(FloatBuffer features, FloatBuffer scores, FloatBuffer boxes) {
        long start = stopwatch.start();
        tail.run(1, features, scores, boxes);
        stopwatch.record(Stage.TAIL, 1, start);
        return AnchorDecoder.decode(scores, boxes, settings.minimumScore());
    }

    private List<Detection> suppress(List<Detection> candidates) {
        long start = stopwatch.start();
        List<Detection> faces = NonMaximumSuppression.apply(candidates, settings.maximumOverlap());
        stopwatch.record(Stage.SUPPRESSION, 1, start);
        return faces;
    }
}
