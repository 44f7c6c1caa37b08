package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** Products with a number. */
final class Scaling {

    private Scaling() {}

    /**
     * The product, in the array's own type: left to itself the engine takes the number for a double and so makes one of a single number, and
     * no gradient comes back through its conversions.
     */
    static NDArray by(NDArray array, double factor) {
        NDManager step = array.getManager();
        NDArray number = array.getDataType() == DataType.FLOAT64 ? step.create(factor) : step.create((float) factor);
        return array.mul(number);
    }
}
