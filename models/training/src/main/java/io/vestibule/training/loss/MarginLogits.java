package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/**
 * Logits of a softmax over angles: s cos(theta_j), and s cos(theta_y + m) for the class of the sample.
 *
 * @param logits [B,C]
 * @param oneHot [B,C], see {@link LossInput#oneHot}
 */
record MarginLogits(NDArray logits, NDArray oneHot) {

    private static final int[] ROW = {1};

    /**
     * @param x unit embeddings [B,N]
     * @param centres unit centres [C,N]
     * @param margins radians, [B,1]
     */
    static MarginLogits of(NDArray x, NDArray centres, NDArray oneHot, NDArray margins, double scale) {
        NDArray cosines = x.matMul(centres.transpose());
        NDArray own = cosines.mul(oneHot).sum(ROW, true);
        NDArray shift = AngularMargin.added(own, margins).sub(own);
        return new MarginLogits(cosines.add(oneHot.mul(shift)).mul(scale), oneHot);
    }

    /** Mean of -log softmax(logits)_y over the samples with a class. */
    NDArray crossEntropy(int labelled) {
        return logits.logSoftmax(1).mul(oneHot).sum().neg().div(labelled);
    }
}
