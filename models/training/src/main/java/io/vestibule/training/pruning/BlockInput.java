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
 * What enters a block. The maps behind the stem are five times as large as the faces, so they are made when needed and not
 * kept: before the first block there are only faces.
 *
 * @param stem before the first block
 */
record BlockInput(Optional<LayerChain> stem) implements AutoCloseable {

    /** Of a network that is whole. */
    static BlockInput of(NDManager manager, Weights network, int block) {
        return of(manager, network.architecture(), network.architecture().activation(), network.tensors(), block);
    }

    /** Of a network in the making, of which at least the stem is settled. */
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

    /** @param map what is kept of it, which stays as it is */
    NDArray enter(NDArray map, NDManager scratch) {
        NDArray copy = MapArrays.copy(map, scratch);
        return stem.map(chain -> chain.run(copy)).orElse(copy);
    }

    @Override
    public void close() {
        stem.ifPresent(LayerChain::close);
    }
}
