package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/** Normalisation and products of vectors. */
final class UnitVectors {

    /** Smallest squared norm, which keeps the gradient of a zero vector finite. */
    private static final double LEAST_SQUARE = 1e-12;

    private static final int[] ROW = {1};

    private UnitVectors() {}

    /** Each row divided by its norm. */
    static NDArray rows(NDArray vectors) {
        return vectors.div(vectors.square().sum(ROW, true).maximum(LEAST_SQUARE).sqrt());
    }

    /** Dot products of corresponding rows, [B,1]. They are cosines if the rows are unit vectors. */
    static NDArray products(NDArray a, NDArray b) {
        return a.mul(b).sum(ROW, true);
    }

    /**
     * A view of a long-lived array that belongs to a step's manager. Results of the long-lived array itself would live as long as it.
     * Gradients pass through the view.
     */
    static NDArray within(NDArray step, NDArray longLived) {
        NDArray view = longLived.reshape(longLived.getShape());
        view.attach(step.getManager());
        return view;
    }
}
