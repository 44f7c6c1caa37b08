package io.vestibule.integration.benchmark;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Distance of a frame from its background: 64 channels of 30x40 cells, in direct memory like the output of the stem. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BackgroundDistanceBenchmark {

    private static final int CHANNELS = 64;
    private static final int HEIGHT = 30;
    private static final int WIDTH = 40;

    private final FeatureMap frame = map(new Random(5));
    private final BackgroundModel background = BackgroundModel.of(map(new Random(6)));
    private final RegularisedCosineMeasure meter = new RegularisedCosineMeasure();

    @Benchmark
    public DistanceMap measure() {
        return meter.measure(frame, background);
    }

    @Benchmark
    public BackgroundModel follow() {
        background.follow(frame, 0.01f);
        return background;
    }

    private static FeatureMap map(Random random) {
        int size = CHANNELS * HEIGHT * WIDTH;
        FloatBuffer values = ByteBuffer.allocateDirect(Float.BYTES * size)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < size; i++) {
            values.put(i, Math.max(0, (float) random.nextGaussian())); // half of the values are zero after a ReLU
        }
        return new FeatureMap(CHANNELS, HEIGHT, WIDTH, values, () -> {});
    }
}
