package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.LayerChain;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the input of a block. The feature maps after the stem are five times as large as the faces. They are computed when they
 * are needed, so that only the faces are kept before the first block.
 *
 * @param stem the layers before the first block; empty for other blocks
 */
record BlockInput(Optional<LayerChain> stem) implements AutoCloseable {

    /** For a complete network. */
    static BlockInput of(NDManager manager, Weights network, int block) {
        return of(manager, network.architecture(), network.architecture().activation(), network.tensors(), block);
    }

    /** For a network under construction that has at least its stem. */
    static BlockInput of(
            NDManager manager,
            Architecture architecture,
            Activation activation,
            Map<String, Tensor> tensors,
            int block) {
        return new BlockInput(
                block == 0
                        ? Optional.of(LayerChain.open(manager, activation, tensors, architecture.stemLayers()))
                        : Optional.empty());
    }

    /** @param map the kept map, or the faces before the first block; not changed */
    NDArray compute(NDArray map, NDManager scratch) {
        NDArray copy = MapArrays.copy(map, scratch);
        return stem.map(chain -> chain.run(copy)).orElse(copy);
    }

    @Override
    public void close() {
        stem.ifPresent(LayerChain::close);
    }
}
