package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/** Vectors of length 1. */
final class UnitVectors {

    /** Keeps the gradient of a vector of length zero finite. */
    private static final double LEAST_SQUARE = 1e-12;

    private static final int[] ROW = {1};

    private UnitVectors() {}

    /** Each row over its length. */
    static NDArray rows(NDArray vectors) {
        return vectors.div(vectors.square().sum(ROW, true).maximum(LEAST_SQUARE).sqrt());
    }

    /** Sums of the products of two rows each, [B,1]: the cosines, where the rows are unit. */
    static NDArray products(NDArray a, NDArray b) {
        return a.mul(b).sum(ROW, true);
    }

    /**
     * The same values as a lasting array, but belonging to a step: what is computed from the lasting array itself would stay as
     * long as it does. Gradients pass.
     */
    static NDArray within(NDArray step, NDArray lasting) {
        NDArray view = lasting.reshape(lasting.getShape());
        view.attach(step.getManager());
        return view;
    }
}
