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
 * Weights as TensorFlow.js stores them: one file of bytes, and a list of the tensors in it, in their order. A tensor is
 * either of little-endian floats, or quantised to a byte a number, which stands for {@code byte * scale + min}.
 */
record TfjsWeights(Map<String, Weight> byName) {

    /** One tensor, its numbers in row-major order. */
    record Weight(List<Integer> shape, float[] values) {}

    /**
     * @param list  the JSON list
     * @param bytes the numbers
     */
    static TfjsWeights read(byte[] list, byte[] bytes) {
        var weights = new LinkedHashMap<String, Weight>();
        var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (var group : groups(list)) {
            for (var entry : group.weights()) {
                weights.put(entry.name(), entry.read(numbers));
            }
        }
        if (numbers.hasRemaining()) {
            throw new ZooException("the weights end with " + numbers.remaining() + " bytes that nothing describes");
        }
        return new TfjsWeights(weights);
    }

    Weight get(String name) {
        var weight = byName.get(name);
        if (weight == null) {
            throw new ZooException("the weights lack " + name);
        }
        return weight;
    }

    private static Group[] groups(byte[] list) {
        try {
            return new JsonMapper().readValue(list, Group[].class);
        } catch (IOException e) {
            throw new ZooException("the list of weights cannot be read", e);
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
            var values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            if (numbers.remaining() < values.length * (quantization == null ? Float.BYTES : Byte.BYTES)) {
                throw new ZooException("the weights end before the end of " + name);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = quantization == null ? numbers.getFloat() : quantization.restore(numbers.get());
            }
            return new Weight(shape, values);
        }
    }

    private record Quantization(String dtype, double scale, double min) {
        Quantization {
            if (!dtype.equals("uint8")) {
                throw new ZooException("weights quantised to " + dtype + " are not known");
            }
        }

        float restore(byte number) {
            return (float) (Byte.toUnsignedInt(number) * scale + min);
        }
    }
}
