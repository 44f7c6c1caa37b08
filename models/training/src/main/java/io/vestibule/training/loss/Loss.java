package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** One way to say how far a student is off. */
public sealed interface Loss permits CosineLoss, ArcFaceLoss, MarginDistillationLoss, MarginSoftmaxLoss, TripletLoss {

    /**
     * The mean over the samples of a batch that this loss can use, as one number, 0 or more. It is 0, with a gradient of 0, where there are none.
     *
     * @param student embeddings [B,N] as the network gives them, of any length but zero; all that is made on the way belongs to
     *     their manager
     * @param lesson what is known about the same samples
     */
    NDArray of(NDArray student, LossInput lesson);

    /** What this loss learns itself, by name; empty for most. Names that end in ".weight" take weight decay. */
    default Map<String, NDArray> parameters() {
        return Map.of();
    }
}
