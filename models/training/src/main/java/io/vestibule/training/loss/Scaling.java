package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** Multiplication of an array by a number. */
final class Scaling {

    private Scaling() {}

    /**
     * The product in the array's own type. The engine would convert a scalar array to double, and gradients do not pass through its
     * conversions.
     */
    static NDArray by(NDArray array, double factor) {
        NDManager step = array.getManager();
        NDArray number = array.getDataType() == DataType.FLOAT64 ? step.create(factor) : step.create((float) factor);
        return array.mul(number);
    }
}
