package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/** The loss of a batch without usable samples. */
final class ZeroLoss {

    private ZeroLoss() {}

    /** 0 with a gradient of 0. It depends on the student's output, so that a sum of losses can be differentiated. */
    static NDArray of(NDArray student) {
        return student.sum().mul(0);
    }
}
