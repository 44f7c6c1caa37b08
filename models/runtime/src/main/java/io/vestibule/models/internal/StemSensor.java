package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.FrameInput;
import io.vestibule.models.motion.MotionSensor;
import java.util.List;

/** The first layers of a detector. They write straight into the memory of the map that is given. */
public final class StemSensor implements MotionSensor {

    private final String id;
    private final OnnxModel stem;
    private final FrameInput frameInput;
    private final BufferPool memory;
    private final Stopwatch stopwatch;

    public StemSensor(String id, OnnxModel stem, BufferPool memory, Stopwatch stopwatch) {
        this.id = id;
        this.stem = stem;
        this.frameInput = new FrameInput(stem.card().input());
        this.memory = memory;
        this.stopwatch = stopwatch;
    }

    @Override
    public String id() {
        return id;
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
    public FeatureMap sense(DecodedImage picture) {
        PooledBuffer features = memory.takeFloats(stem.outputFloats());
        try (PooledBuffer input = memory.take(frameInput.bytes())) {
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
}
