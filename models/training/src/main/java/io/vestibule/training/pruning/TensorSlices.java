package io.vestibule.training.pruning;

import io.vestibule.training.network.Tensor;

/** Selects channels of tensors. */
final class TensorSlices {

    private TensorSlices() {}

    /** Selects indices of the first dimension. */
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

    /** Selects indices of the second dimension, of a tensor whose further dimensions are 1. */
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
