package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/** Products with a number. */
final class Scaled {

    private Scaled() {}

    /** A single number times another would become a double, where the engine is left to itself. */
    static NDArray by(NDArray array, double factor) {
        return array.mul(factor).toType(array.getDataType(), false);
    }
}
