package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.network.Bottleneck;

/** Maps between the layers of a network. */
final class MapArrays {

    private MapArrays() {}

    /** [batch, channels, height, width] as [batch * height * width, channels]; [batch, channels, 1, 1] likewise. */
    static NDArray rows(NDArray map) {
        return map.transpose(0, 2, 3, 1).reshape(new Shape(-1, map.getShape().get(1)));
    }

    /** What leaves a block: what its projection gives, and what came in where the block adds that. */
    static NDArray sum(Bottleneck block, NDArray in, NDArray out) {
        return block.residual() ? in.add(out) : out;
    }

    /** A copy, so that what is made of it goes with the scratch. */
    static NDArray copy(NDArray array, NDManager scratch) {
        NDArray copy = array.duplicate();
        copy.attach(scratch);
        return copy;
    }
}
