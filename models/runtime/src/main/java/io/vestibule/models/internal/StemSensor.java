package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.FrameInput;
import io.vestibule.models.motion.MotionSensor;
import java.nio.FloatBuffer;
import java.util.List;

/** The first layers of a detector. They write directly into the buffers of the feature map. */
public final class StemSensor implements MotionSensor {

    private final String id;
    private final OnnxModel stem;
    private final FrameInput frameInput;
    private final BufferPool buffers;
    private final Stopwatch stopwatch;

    public StemSensor(String id, OnnxModel stem, BufferPool buffers, Stopwatch stopwatch) {
        this.id = id;
        this.stem = stem;
        this.frameInput = new FrameInput(stem.card().input());
        this.buffers = buffers;
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
    public FeatureMap sense(DecodedImage image) {
        List<Integer> shape = stem.card().outputs().get(0).shape();
        int rows = shape.get(1);
        Tiling tiling =
                Tiling.of((double) image.width() / image.height(), (double) inputWidth() / inputHeight(), shape.get(2));
        PooledBuffer features = buffers.takeFloats(shape.get(0) * rows * tiling.columns());
        try {
            if (tiling.tiles() == 1) {
                senseWhole(image, features.floats());
            } else {
                senseTiles(image, tiling, features.floats());
            }
        } catch (RuntimeException e) {
            features.close();
            throw e;
        }
        return new FeatureMap(shape.get(0), rows, tiling.columns(), features.floats(), features::close);
    }

    private void senseWhole(DecodedImage image, FloatBuffer features) {
        try (PooledBuffer input = buffers.take(frameInput.bytes())) {
            long start = stopwatch.start();
            frameInput.write(image, input, 0);
            start = stopwatch.record(Stage.FRAME_INPUT, 1, start);
            stem.run(1, input.floats(), features);
            stopwatch.record(Stage.STEM, 1, start);
        }
    }

    private void senseTiles(DecodedImage image, Tiling tiling, FloatBuffer features) {
        int pixelsPerColumn = inputWidth() / tiling.tileColumns();
        try (PooledBuffer input = buffers.take(frameInput.bytes());
                PooledBuffer output = buffers.takeFloats(stem.outputFloats())) {
            for (int tile = 0; tile < tiling.tiles(); tile++) {
                long start = stopwatch.start();
                frameInput.writePart(
                        image, tiling.columns() * pixelsPerColumn, tiling.first(tile) * pixelsPerColumn, input);
                start = stopwatch.record(Stage.FRAME_INPUT, 1, start);
                FloatBuffer tileFeatures = output.floats();
                stem.run(1, input.floats(), tileFeatures);
                tiling.join(tile, tileFeatures, features);
                stopwatch.record(Stage.STEM, 1, start);
            }
        }
    }
}
