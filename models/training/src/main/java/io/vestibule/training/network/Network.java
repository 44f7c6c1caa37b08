package io.vestibule.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.engine.TorchScriptFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network in native memory, ready to learn. For one thread. */
public final class Network implements AutoCloseable {

    private final Architecture architecture;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> statistics = new LinkedHashMap<>();
    private final List<NDArray> arguments = new ArrayList<>();
    private final TorchScriptFunction training;
    private final TorchScriptFunction inference;

    private Network(NDManager manager, Weights weights, List<Integer> shown) {
        this.architecture = weights.architecture();
        this.manager = manager;
        architecture.parameters().keySet().forEach(name -> {
            NDArray array = create(weights.get(name));
            array.setRequiresGradient(true);
            parameters.put(name, array);
        });
        architecture.statistics().keySet().forEach(name -> statistics.put(name, create(weights.get(name))));
        arguments.addAll(parameters.values());
        arguments.addAll(statistics.values());
        training = TorchScriptFunction.load(manager, NetworkScript.of(architecture, true, shown));
        inference = TorchScriptFunction.load(manager, NetworkScript.of(architecture, false, shown));
    }

    /** @param parent of the manager that the network's arrays live in until it is closed */
    public static Network open(NDManager parent, Weights weights) {
        return open(parent, weights, List.of());
    }

    /**
     * @param parent of the manager that the network's arrays live in until it is closed
     * @param shown  blocks, from 0, whose maps {@linkplain #answer an answer} shows
     */
    public static Network open(NDManager parent, Weights weights, List<Integer> shown) {
        NDManager manager = parent.newSubManager();
        try {
            return new Network(manager, weights, shown);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    public Architecture architecture() {
        return architecture;
    }

    /**
     * Embeddings of faces.
     *
     * @param x        [batch, 3, 112, 112], see {@link FacePixels}
     * @param training whether a gradient collector that is open shall see it, and batches are normalised by themselves;
     *                 the running statistics then follow
     * @return [batch, embedding], not of unit length, in the manager of {@code x}
     */
    public NDArray forward(NDArray x, boolean training) {
        return answer(x, training).embeddings();
    }

    /** The same, and the maps that the network was opened to show. */
    public NetworkOutput answer(NDArray x, boolean training) {
        NDList results = (training ? this.training : inference).run(x, arguments, training);
        return new NetworkOutput(results.get(0), List.copyOf(results.subList(1, results.size())));
    }

    /** What is learnt, by name, in the architecture's order. The arrays are the network's own. */
    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** What batch normalisation has seen, by name. The arrays are the network's own. */
    public Map<String, NDArray> statistics() {
        return Collections.unmodifiableMap(statistics);
    }

    /** All numbers as they are now. */
    public Weights weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.forEach((name, array) -> tensors.put(name, copy(array)));
        statistics.forEach((name, array) -> tensors.put(name, copy(array)));
        return new Weights(architecture, tensors);
    }

    /**
     * Takes over other numbers.
     *
     * @throws IllegalArgumentException if they are another architecture's
     */
    public void load(Weights weights) {
        if (!weights.architecture().equals(architecture)) {
            throw new IllegalArgumentException("these are weights of another network");
        }
        parameters.forEach((name, array) -> array.set(weights.get(name).values()));
        statistics.forEach((name, array) -> array.set(weights.get(name).values()));
    }

    /** Frees all arrays of the network. */
    @Override
    public void close() {
        training.close();
        inference.close();
        manager.close();
    }

    private NDArray create(Tensor tensor) {
        return manager.create(tensor.values(), new Shape(tensor.shape()));
    }

    private static Tensor copy(NDArray array) {
        return new Tensor(array.getShape().getShape(), array.toFloatArray());
    }
}
