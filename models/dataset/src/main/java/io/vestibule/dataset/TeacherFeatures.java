package io.vestibule.dataset;

import io.vestibule.models.embedding.HalfFloats;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A feature map of one teacher layer, for methods that learn from hints (FitNets, Romero et al. 2015).
 *
 * @param layer name of the tensor in the teacher's graph
 * @param shape channels, height, width
 * @param halves values, channel by channel and row by row: IEEE half floats, little endian; must not be changed
 */
public record TeacherFeatures(String layer, List<Integer> shape, byte[] halves) {

    public TeacherFeatures {
        shape = List.copyOf(shape);
        long values = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (shape.isEmpty() || 2 * values != halves.length) {
            throw new IllegalArgumentException(
                    "features of shape " + shape + " have " + 2 * values + " bytes, not " + halves.length);
        }
    }

    /** The values as floats, decoded at each call. */
    public float[] values() {
        return HalfFloats.decode(ByteBuffer.wrap(halves));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TeacherFeatures that
                && layer.equals(that.layer)
                && shape.equals(that.shape)
                && Arrays.equals(halves, that.halves);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layer, shape, Arrays.hashCode(halves));
    }

    @Override
    public String toString() {
        return "TeacherFeatures[" + layer + " " + shape + "]";
    }
}
