package io.vestibule.zoo.prepare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.zoo.ZooException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights in the format of TensorFlow.js: a file of bytes and a list of its tensors, in their order. A tensor consists of
 * little-endian floats, or of bytes that stand for {@code byte * scale + min}.
 */
record TfjsWeights(Map<String, Weight> byName) {

    /** One tensor with its numbers in row-major order. */
    record Weight(List<Integer> shape, float[] values) {}

    /**
     * @param list  the JSON list of tensors
     * @param bytes the numbers of all tensors
     */
    static TfjsWeights read(byte[] list, byte[] bytes) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (Group group : groups(list)) {
            for (Entry entry : group.weights()) {
                weights.put(entry.name(), entry.read(numbers));
            }
        }
        if (numbers.hasRemaining()) {
            throw new ZooException("the weights have " + numbers.remaining() + " bytes more than their list describes");
        }
        return new TfjsWeights(weights);
    }

    Weight get(String name) {
        Weight weight = byName.get(name);
        if (weight == null) {
            throw new ZooException("the weights have no tensor " + name);
        }
        return weight;
    }

    private static Group[] groups(byte[] list) {
        try {
            return new JsonMapper().readValue(list, Group[].class);
        } catch (IOException e) {
            throw new ZooException("cannot read the list of weights: " + e.getMessage(), e);
        }
    }

    @JsonIgnoreProperties("paths")
    private record Group(List<Entry> weights) {}

    private record Entry(
            String name,
            List<Integer> shape,
            String dtype,
            @Nullable Quantization quantization) {

        Weight read(ByteBuffer numbers) {
            if (quantization != null) {
                quantization.requireBytes();
            }
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            if (numbers.remaining() < values.length * (quantization == null ? Float.BYTES : Byte.BYTES)) {
                throw new ZooException("the weights end within the tensor " + name);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = quantization == null ? numbers.getFloat() : quantization.restore(numbers.get());
            }
            return new Weight(shape, values);
        }
    }

    private record Quantization(String dtype, double scale, double min) {

        /** @throws ZooException if the numbers are not bytes */
        void requireBytes() {
            if (!dtype.equals("uint8")) {
                throw new ZooException("weights quantised to " + dtype + " are not supported");
            }
        }

        float restore(byte number) {
            return (float) (Byte.toUnsignedInt(number) * scale + min);
        }
    }
}
