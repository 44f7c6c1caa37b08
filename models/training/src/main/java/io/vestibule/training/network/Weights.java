package io.vestibule.training.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The values of a network on the heap: trained parameters and running statistics.
 *
 * @param architecture determines names and shapes
 * @param tensors by name, in the order of the architecture
 */
public record Weights(Architecture architecture, Map<String, Tensor> tensors) {

    /** Initial slope of a PReLU. Source: He et al., ICCV 2015, section 2.1. */
    private static final float INITIAL_SLOPE = 0.25f;

    /** @throws IllegalArgumentException if a tensor is missing, unknown, or of another shape */
    public Weights {
        Map<String, long[]> expected = shapes(architecture);
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, long[]> entry : expected.entrySet()) {
            Tensor tensor = tensors.get(entry.getKey());
            if (tensor == null) {
                throw new IllegalArgumentException("the weights have no " + entry.getKey());
            }
            if (!Arrays.equals(tensor.shape(), entry.getValue())) {
                throw new IllegalArgumentException(
                        entry.getKey() + " is " + tensor + "; its shape must be " + Arrays.toString(entry.getValue()));
            }
            ordered.put(entry.getKey(), tensor);
        }
        if (tensors.size() > ordered.size()) {
            Set<String> unknown = new LinkedHashSet<>(tensors.keySet());
            unknown.removeAll(ordered.keySet());
            throw new IllegalArgumentException("the architecture has no " + String.join(", ", unknown));
        }
        tensors = Collections.unmodifiableMap(ordered);
    }

    /**
     * Initial weights of a training from scratch: normally distributed kernels whose variance preserves the variance of the maps, zero
     * biases, PReLU slopes of 0.25. The same seed gives the same values on every machine.
     *
     * <p>Source: He et al., "Delving Deep into Rectifiers" (ICCV 2015), equation 15.
     */
    public static Weights initial(Architecture architecture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ConvolutionLayer layer : architecture.layers()) {
            long[] channels = {layer.out()};
            tensors.put(layer.weight(), random(layer, architecture.activation(), random.split()));
            if (architecture.normalised()) {
                tensors.put(layer.scale(), filled(channels, 1));
                tensors.put(layer.shift(), filled(channels, 0));
                tensors.put(layer.mean(), filled(channels, 0));
                tensors.put(layer.variance(), filled(channels, 1));
            } else {
                tensors.put(layer.bias(), filled(channels, 0));
            }
            if (layer.activated() && architecture.activation() == Activation.PRELU) {
                tensors.put(layer.slope(), filled(channels, INITIAL_SLOPE));
            }
        }
        return new Weights(architecture, tensors);
    }

    /** @throws IllegalArgumentException if there is no tensor of that name */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        return tensor;
    }

    /** The same network with some tensors replaced. */
    public Weights with(Map<String, Tensor> others) {
        Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.putAll(others);
        return new Weights(architecture, changed);
    }

    /** Writes the architecture and all values into one file. */
    public void write(Path file) throws IOException {
        new SafetensorsFile(tensors, Map.of(ArchitectureJson.KEY, ArchitectureJson.write(architecture))).write(file);
    }

    /** @throws IOException if the file cannot be read, or contains something else */
    public static Weights read(Path file) throws IOException {
        SafetensorsFile content = SafetensorsFile.read(file);
        String architecture = content.metadata().get(ArchitectureJson.KEY);
        if (architecture == null) {
            throw new IOException(file + ": the metadata has no " + ArchitectureJson.KEY
                    + ", so the file does not contain weights of a student");
        }
        try {
            return new Weights(ArchitectureJson.read(architecture), content.tensors());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, long[]> shapes(Architecture architecture) {
        Map<String, long[]> shapes = architecture.parameters();
        shapes.putAll(architecture.statistics());
        return shapes;
    }

    private static Tensor random(ConvolutionLayer layer, Activation activation, SplittableRandom random) {
        double negative = activation == Activation.PRELU ? INITIAL_SLOPE : 0;
        double gain = layer.activated() ? 2 / (1 + negative * negative) : 1;
        double deviation = Math.sqrt(gain / layer.fanIn());
        long[] shape = layer.weightShape();
        float[] values = new float[(int) Tensor.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * gaussian(random));
        }
        return new Tensor(shape, values);
    }

    /** Box-Muller transform, with functions that give the same result on every machine. */
    private static double gaussian(SplittableRandom random) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private static Tensor filled(long[] shape, float value) {
        float[] values = new float[(int) Tensor.size(shape)];
        Arrays.fill(values, value);
        return new Tensor(shape, values);
    }
}
