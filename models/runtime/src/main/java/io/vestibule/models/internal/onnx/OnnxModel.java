package io.vestibule.models.internal.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.vestibule.models.ClosedModelException;
import io.vestibule.models.ModelException;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.prepare.NegligibleWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded network that matches its card. One session serves all threads, and each call computes on the caller's thread. Closing
 * waits for running calls.
 */
public final class OnnxModel implements AutoCloseable {

    private final String name;
    private final ModelCard card;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxModel(String name, ModelCard card, OrtEnvironment environment, OrtSession session) {
        this.name = name;
        this.card = card;
        this.environment = environment;
        this.session = session;
    }

    /** @throws ModelException if the file cannot be loaded or does not match its card */
    public static OnnxModel open(PreparedModel model) {
        OrtEnvironment environment = OnnxRuntimeLibrary.environment();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            // Without a thread pool nothing spins. This protects against spinning if someone raises the numbers above.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            byte[] file = NegligibleWeights.setToZero(Files.readAllBytes(model.file()));
            OrtSession session = environment.createSession(file, options);
            try {
                GraphCheck.check(model.name(), model.card(), session);
                return new OnnxModel(model.name(), model.card(), environment, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | IOException | ZooException e) {
            throw new ModelException(model.name(), "load " + model.file().getFileName(), e);
        }
    }

    public ModelCard card() {
        return card;
    }

    /** Number of floats in the first output, for one item of the batch. */
    public int outputFloats() {
        return outputFloats(0);
    }

    /** Number of floats in an output, for one item of the batch. Outputs are numbered in the card's order. */
    public int outputFloats(int output) {
        return card.outputs().get(output).shape().stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Runs the network from buffer to buffer, without a copy. All buffers must be direct, in native order, and exactly as large as
     * the batch needs.
     *
     * @param outputs buffers for the results, in the card's order
     * @throws ModelException if the network fails
     */
    public void run(int batch, FloatBuffer input, FloatBuffer... outputs) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ClosedModelException(name);
            }
            runOpen(batch, input, outputs);
        } catch (OrtException e) {
            throw new ModelException(name, "run a batch of " + batch, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void runOpen(int batch, FloatBuffer input, FloatBuffer[] outputs) throws OrtException {
        ModelCard.Input in = card.input();
        Map<String, OnnxTensor> pinned = new HashMap<>();
        try (OnnxTensor tensor = OnnxTensor.createTensor(
                environment, input, new long[] {batch, in.channels(), in.height(), in.width()})) {
            for (int i = 0; i < outputs.length; i++) {
                ModelCard.Output output = card.outputs().get(i);
                pinned.put(
                        output.name(), OnnxTensor.createTensor(environment, outputs[i], shape(batch, output.shape())));
            }
            session.run(Map.of(in.name(), tensor), pinned).close();
        } finally {
            pinned.values().forEach(OnnxTensor::close);
        }
    }

    private static long[] shape(int batch, List<Integer> item) {
        long[] shape = new long[item.size() + 1];
        shape[0] = batch;
        for (int i = 0; i < item.size(); i++) {
            shape[i + 1] = item.get(i);
        }
        return shape;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException(name, "close", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
