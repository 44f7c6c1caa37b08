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

/** A network in native memory, for training and inference. For one thread. */
public final class Network implements AutoCloseable {

    private final Architecture architecture;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> statistics = new LinkedHashMap<>();
    private final List<NDArray> arguments = new ArrayList<>();
    private final TorchScriptFunction training;
    private final TorchScriptFunction inference;

    private Network(NDManager manager, Weights weights, List<Integer> mapsOf) {
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
        training = TorchScriptFunction.load(manager, NetworkScript.of(architecture, true, mapsOf));
        inference = TorchScriptFunction.load(manager, NetworkScript.of(architecture, false, mapsOf));
    }

    /** @param parent parent of the manager that owns the network's arrays until it is closed */
    public static Network open(NDManager parent, Weights weights) {
        return open(parent, weights, List.of());
    }

    /**
     * Creates a network that also returns feature maps.
     *
     * @param parent parent of the manager that owns the network's arrays until it is closed
     * @param mapsOf blocks, from 0, whose feature maps {@link #output} returns
     */
    public static Network open(NDManager parent, Weights weights, List<Integer> mapsOf) {
        NDManager manager = parent.newSubManager();
        try {
            return new Network(manager, weights, mapsOf);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    public Architecture architecture() {
        return architecture;
    }

    /**
     * Computes embeddings of faces.
     *
     * @param x [batch, 3, 112, 112], see {@link FacePixels}
     * @param training whether an open gradient collector records the computation, and batch normalisation uses the batch and updates
     *     its running statistics
     * @return [batch, embedding], not of unit length, in the manager of {@code x}
     */
    public NDArray forward(NDArray x, boolean training) {
        return output(x, training).embeddings();
    }

    /** Computes embeddings and the requested feature maps. */
    public NetworkOutput output(NDArray x, boolean training) {
        NDList results = (training ? this.training : inference).run(x, arguments, training);
        return new NetworkOutput(results.get(0), List.copyOf(results.subList(1, results.size())));
    }

    /** Trained parameters by name, in the order of the architecture. The arrays are the network's own. */
    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Running statistics of batch normalisation by name. The arrays are the network's own. */
    public Map<String, NDArray> statistics() {
        return Collections.unmodifiableMap(statistics);
    }

    /** A copy of all current values. */
    public Weights weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.forEach((name, array) -> tensors.put(name, copy(array)));
        statistics.forEach((name, array) -> tensors.put(name, copy(array)));
        return new Weights(architecture, tensors);
    }

    /**
     * Replaces all values.
     *
     * @throws IllegalArgumentException if the weights have another architecture
     */
    public void load(Weights weights) {
        if (!weights.architecture().equals(architecture)) {
            throw new IllegalArgumentException("the weights have another architecture: " + weights.architecture());
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
