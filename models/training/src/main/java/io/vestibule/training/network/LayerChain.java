package io.vestibule.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.engine.TorchScriptFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Some layers of a network, one behind the other, to look at maps that are inside. Learns nothing. For one thread. */
public final class LayerChain implements AutoCloseable {

    private final NDManager manager;
    private final TorchScriptFunction script;
    private final List<NDArray> arguments;

    private LayerChain(NDManager manager, TorchScriptFunction script, List<NDArray> arguments) {
        this.manager = manager;
        this.script = script;
        this.arguments = arguments;
    }

    /**
     * @param parent     of the manager that the weights live in until the chain is closed
     * @param activation of the layers that are not linear
     * @param tensors    the layers' weights, and perhaps others, without batch normalisation
     */
    public static LayerChain open(
            NDManager parent, Activation activation, Map<String, Tensor> tensors, List<ConvolutionLayer> layers) {
        List<String> names = layers.stream()
                .flatMap(layer -> Stream.of(layer.weight(), layer.bias(), layer.slope()))
                .filter(tensors::containsKey)
                .toList();
        NDManager manager = parent.newSubManager();
        try {
            TorchScriptFunction script = TorchScriptFunction.load(manager, NetworkScript.of(activation, layers, names));
            List<NDArray> arguments = names.stream()
                    .map(tensors::get)
                    .map(tensor -> manager.create(tensor.values(), new Shape(tensor.shape())))
                    .toList();
            return new LayerChain(manager, script, arguments);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** @return a map [batch, channels, height, width], in the manager of {@code x} */
    public NDArray run(NDArray x) {
        return script.run(x, arguments, false).singletonOrThrow();
    }

    @Override
    public void close() {
        script.close();
        manager.close();
    }
}
