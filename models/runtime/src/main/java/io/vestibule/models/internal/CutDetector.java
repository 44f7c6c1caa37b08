package io.vestibule.models.internal;

import io.vestibule.models.Detection;
import io.vestibule.models.FaceDetector;
import io.vestibule.models.FeatureMap;
import io.vestibule.models.Picture;
import io.vestibule.models.Stage;
import io.vestibule.models.detection.Candidates;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.detection.NonMaximumSuppression;
import io.vestibule.models.internal.memory.Memory;
import io.vestibule.models.internal.memory.MemoryPool;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.FrameInput;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The detector as two networks. Pictures go through one after the other: on one thread a batch computes no faster, and
 * this way the stem writes straight into the memory of the map that it gives, from which the tail reads.
 */
public final class CutDetector implements FaceDetector {

    private static final int SCORES = 0;
    private static final int BOXES = 1;

    private final String stemId;
    private final OnnxModel stem;
    private final OnnxModel tail;
    private final DetectionSettings settings;
    private final FrameInput frameInput;
    private final MemoryPool memory;
    private final Stopwatch stopwatch;

    public CutDetector(
            String stemId,
            OnnxModel stem,
            OnnxModel tail,
            DetectionSettings settings,
            MemoryPool memory,
            Stopwatch stopwatch) {
        this.stemId = stemId;
        this.stem = stem;
        this.tail = tail;
        this.settings = settings;
        this.frameInput = new FrameInput(stem.card().input());
        this.memory = memory;
        this.stopwatch = stopwatch;
    }

    @Override
    public String stemId() {
        return stemId;
    }

    @Override
    public int inputWidth() {
        return stem.card().input().width();
    }

    @Override
    public int inputHeight() {
        return stem.card().input().height();
    }

    @Override
    public List<FeatureMap> stem(List<Picture> pictures) {
        List<FeatureMap> maps = new ArrayList<>(pictures.size());
        try {
            for (Picture picture : pictures) {
                maps.add(stem(picture));
            }
            return maps;
        } catch (RuntimeException e) {
            maps.forEach(FeatureMap::close);
            throw e;
        }
    }

    private FeatureMap stem(Picture picture) {
        Memory features = memory.takeFloats(stem.outputFloats());
        try (Memory input = memory.take(frameInput.bytes())) {
            long start = stopwatch.start();
            frameInput.write(picture, input, 0);
            start = stopwatch.took(Stage.FRAME_INPUT, 1, start);
            stem.run(1, input.floats(), features.floats());
            stopwatch.took(Stage.STEM, 1, start);
        } catch (RuntimeException e) {
            features.close();
            throw e;
        }
        List<Integer> shape = stem.card().outputs().get(0).shape();
        return new FeatureMap(shape.get(0), shape.get(1), shape.get(2), features.floats(), features::close);
    }

    @Override
    public List<List<Detection>> tail(List<FeatureMap> maps) {
        try (Memory scores = memory.takeFloats(tail.outputFloats(SCORES));
                Memory boxes = memory.takeFloats(tail.outputFloats(BOXES))) {
            return maps.stream()
                    .map(map -> tail(map.values().duplicate(), scores.floats(), boxes.floats()))
                    .toList();
        }
    }

    private List<Detection> tail(FloatBuffer features, FloatBuffer scores, FloatBuffer boxes) {
        long start = stopwatch.start();
        if (features.isDirect()) {
            tail.run(1, features, scores, boxes);
        } else {
            try (Memory copy = memory.takeFloats(features.remaining())) {
                tail.run(1, copy.floats().put(features).flip(), scores, boxes);
            }
        }
        start = stopwatch.took(Stage.TAIL, 1, start);
        List<Detection> candidates = Candidates.read(scores, boxes, settings.minimumScore());
        List<Detection> faces = NonMaximumSuppression.apply(candidates, settings.maximumOverlap());
        stopwatch.took(Stage.SUPPRESSION, 1, start);
        return faces;
    }
}
