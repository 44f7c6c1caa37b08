package io.vestibule.training.network;

import java.util.Arrays;

/**
 * Numbers on the heap.
 *
 * @param shape  sizes, outermost first; not to be changed
 * @param values row by row; not to be changed
 */
public record Tensor(long[] shape, float[] values) {

    public Tensor {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(
                    "the shape " + Arrays.toString(shape) + " does not hold " + values.length + " numbers");
        }
    }

    static long size(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && Arrays.equals(shape, tensor.shape)
                && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
