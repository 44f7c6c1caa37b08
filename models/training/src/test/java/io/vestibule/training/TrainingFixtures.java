package io.vestibule.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.testing.SyntheticFaces;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The engine, small networks and synthetic faces. */
public final class TrainingFixtures {

    /** One thread, so that results do not depend on the machine. */
    public static final TorchEngine ENGINE = TorchEngine.start(1);

    private TrainingFixtures() {}

    /** A network of a few thousand parameters with every kind of layer. */
    public static Architecture tiny(Activation activation, boolean normalised) {
        List<Bottleneck> blocks = List.of(
                new Bottleneck(8, 16, 8, 2),
                new Bottleneck(8, 16, 8, 1),
                new Bottleneck(8, 16, 16, 2),
                new Bottleneck(16, 24, 16, 2));
        return new Architecture(8, blocks, 16, 12, activation, normalised);
    }

    /** Weights and statistics that all differ from initial ones. */
    public static Weights randomWeights(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.initial(architecture, seed).tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += name.endsWith(".variance") ? random.nextFloat() : 0.1f * (float) random.nextGaussian();
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        return new Weights(architecture, tensors);
    }

    /** Faces of soft coloured patches and a little noise. Each differs much from the others. */
    public static List<AlignedFace> faces(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new AlignedFace(SyntheticFaces.waves(AlignedFace.SIDE, random)))
                .toList();
    }

    /** Normally distributed values. */
    public static NDArray noise(NDManager manager, long seed, long... shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(shape));
    }
}
