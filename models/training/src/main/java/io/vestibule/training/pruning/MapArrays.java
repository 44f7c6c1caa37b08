package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.network.Bottleneck;

/** Operations on feature maps. */
final class MapArrays {

    private MapArrays() {}

    /** Reshapes [batch, channels, height, width] to [batch * height * width, channels]. */
    static NDArray rows(NDArray map) {
        return map.transpose(0, 2, 3, 1).reshape(new Shape(-1, map.getShape().get(1)));
    }

    /** Output of a block: its projection, plus its input for a residual block. */
    static NDArray blockOutput(Bottleneck block, NDArray in, NDArray out) {
        return block.residual() ? in.add(out) : out;
    }

    /** A copy in another manager, so that its results belong to that manager. */
    static NDArray copy(NDArray array, NDManager scratch) {
        NDArray copy = array.duplicate();
        copy.attach(scratch);
        return copy;
    }
}
