package io.vestibule.training.pruning;

import io.vestibule.training.network.Tensor;

/** Parts of tensors, by channel. */
final class TensorSlices {

    private TensorSlices() {}

    /** The rows of the first dimension that are named. */
    static Tensor rows(Tensor tensor, int[] rows) {
        int length = tensor.values().length / (int) tensor.shape()[0];
        float[] values = new float[rows.length * length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(tensor.values(), rows[i] * length, values, i * length, length);
        }
        long[] shape = tensor.shape().clone();
        shape[0] = rows.length;
        return new Tensor(shape, values);
    }

    /** The columns of the second dimension that are named, of a tensor whose others behind it are 1. */
    static Tensor columns(Tensor tensor, int[] columns) {
        int rows = (int) tensor.shape()[0];
        int length = tensor.values().length / rows;
        float[] values = new float[rows * columns.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.length; i++) {
                values[row * columns.length + i] = tensor.values()[row * length + columns[i]];
            }
        }
        long[] shape = tensor.shape().clone();
        shape[1] = columns.length;
        return new Tensor(shape, values);
    }
}
