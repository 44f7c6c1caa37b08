package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.FaceInput;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** One embedding network. Its batches are small enough for the processor's cache. */
public final class NetworkEmbedder implements Embedder {

    private static final int MAXIMUM_BATCH = 8;

    private final EmbeddingContract contract;
    private final OnnxModel network;
    private final FaceInput faceInput;
    private final BufferPool buffers;
    private final Stopwatch stopwatch;

    public NetworkEmbedder(EmbeddingContract contract, OnnxModel network, BufferPool buffers, Stopwatch stopwatch) {
        this.contract = contract;
        this.network = network;
        this.faceInput = new FaceInput(network.card());
        this.buffers = buffers;
        this.stopwatch = stopwatch;
    }

    @Override
    public EmbeddingContract contract() {
        return contract;
    }

    @Override
    public List<Embedding> embed(List<AlignedFace> faces) {
        return vectors(faces).stream().map(Embedding::ofVector).toList();
    }

    /** The network's outputs, not normalised. */
    List<float[]> vectors(List<AlignedFace> faces) {
        List<float[]> vectors = new ArrayList<>(faces.size());
        for (int from = 0; from < faces.size(); from += MAXIMUM_BATCH) {
            run(faces.subList(from, Math.min(faces.size(), from + MAXIMUM_BATCH)), vectors);
        }
        return vectors;
    }

    private void run(List<AlignedFace> faces, List<float[]> vectors) {
        long start = stopwatch.start();
        int batch = faces.size();
        int floats = network.outputFloats();
        try (PooledBuffer input = buffers.take(batch * faceInput.bytes());
                PooledBuffer output = buffers.takeFloats(batch * floats)) {
            for (int i = 0; i < batch; i++) {
                faceInput.write(faces.get(i), input, i);
            }
            FloatBuffer found = output.floats();
            network.run(batch, input.floats(), found);
            for (int i = 0; i < batch; i++) {
                float[] vector = new float[floats];
                found.get(i * floats, vector);
                vectors.add(vector);
            }
        }
        stopwatch.record(Stage.EMBEDDING, batch, start);
    }
}
