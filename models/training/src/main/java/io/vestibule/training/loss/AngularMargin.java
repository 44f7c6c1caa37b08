package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;

/**
 * Computes cos(theta + m) from cos(theta). If theta + m exceeds pi, the cosine would rise again. The result is then
 * cos(theta) - m sin(m), which decreases further.
 *
 * <p>Source: the program of Deng et al., "ArcFace" (arXiv 1801.07698), section 3.1.
 */
final class AngularMargin {

    /** Smallest squared sine. The derivative of the sine by the cosine is unbounded at an angle of zero. */
    private static final double LEAST = 1e-6;

    private AngularMargin() {}

    /**
     * @param cosines [B,1]
     * @param margins [B,1], radians from 0 to pi / 2; without gradients
     */
    static NDArray added(NDArray cosines, NDArray margins) {
        NDArray sines = cosines.square().neg().add(1).maximum(LEAST).sqrt();
        NDArray marginSines = margins.sin();
        NDArray marginCosines = margins.cos();
        NDArray within = cosines.mul(marginCosines).sub(sines.mul(marginSines));
        NDArray beyond = cosines.sub(margins.mul(marginSines));
        return NDArrays.where(cosines.gt(marginCosines.neg()), within, beyond); // cos(pi - m) = -cos(m)
    }
}
