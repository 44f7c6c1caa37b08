package io.vestibule.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.engine.TorchScriptFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A sequence of layers of a network, for feature maps inside it. Has no gradients. For one thread. */
public final class LayerChain implements AutoCloseable {

    private final NDManager manager;
    private final TorchScriptFunction function;
    private final List<NDArray> arguments;

    private LayerChain(NDManager manager, TorchScriptFunction function, List<NDArray> arguments) {
        this.manager = manager;
        this.function = function;
        this.arguments = arguments;
    }

    /**
     * Loads layers.
     *
     * @param parent parent of the manager that owns the weights until the chain is closed
     * @param activation of the layers that are not linear
     * @param tensors weights without batch normalisation; others than the layers' are ignored
     */
    public static LayerChain open(
            NDManager parent, Activation activation, Map<String, Tensor> tensors, List<ConvolutionLayer> layers) {
        List<String> names = layers.stream()
                .flatMap(layer -> Stream.of(layer.weight(), layer.bias(), layer.slope()))
                .filter(tensors::containsKey)
                .toList();
        NDManager manager = parent.newSubManager();
        try {
            TorchScriptFunction function =
                    TorchScriptFunction.load(manager, NetworkScript.of(activation, layers, names));
            List<NDArray> arguments = names.stream()
                    .map(tensors::get)
                    .map(tensor -> manager.create(tensor.values(), new Shape(tensor.shape())))
                    .toList();
            return new LayerChain(manager, function, arguments);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Computes a feature map [batch, channels, height, width], in the manager of {@code x}. */
    public NDArray run(NDArray x) {
        return function.run(x, arguments, false).singletonOrThrow();
    }

    @Override
    public void close() {
        function.close();
        manager.close();
    }
}
