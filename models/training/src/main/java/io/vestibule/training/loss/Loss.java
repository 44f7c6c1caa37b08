package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Measures how much a student's embeddings differ from their targets. */
public sealed interface Loss permits CosineLoss, ArcFaceLoss, MarginDistillationLoss, MarginSoftmaxLoss, TripletLoss {

    /**
     * The mean over the samples of a batch that this loss can use, as a scalar of 0 or more. Without such samples, value and gradient
     * are 0.
     *
     * @param student embeddings [B,N] of any norm but zero; intermediate results belong to their manager
     * @param input targets of the same samples
     */
    NDArray of(NDArray student, LossInput input);

    /** The loss's own trained parameters by name; empty for most losses. Names that end in ".weight" get weight decay. */
    default Map<String, NDArray> parameters() {
        return Map.of();
    }
}
