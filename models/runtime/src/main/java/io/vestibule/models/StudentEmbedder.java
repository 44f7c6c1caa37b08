package io.vestibule.models;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.internal.NetworkEmbedder;
import io.vestibule.models.internal.Stopwatch;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.zoo.PreparedModel;
import java.util.List;

/**
 * A single embedder from a file that need not be in the zoo, such as a student before the gate. Safe for concurrent use; each call
 * computes on its own thread.
 */
public final class StudentEmbedder implements Embedder, AutoCloseable {

    /** Above every cosine: an embedder without operating points matches no face. */
    private static final float NO_MATCH = 2;

    private final OnnxModel model;
    private final NetworkEmbedder network;

    private StudentEmbedder(OnnxModel model, EmbeddingContract contract) {
        this.model = model;
        this.network = new NetworkEmbedder(contract, model, new BufferPool(), new Stopwatch(StageListener.NONE));
    }

    /**
     * @param student file and card, with or without operating points
     * @throws ModelException if the file cannot be loaded, or its inputs and outputs are not those of its card
     */
    public static StudentEmbedder open(PreparedModel student) {
        OnnxModel model = OnnxModel.open(student);
        try {
            return new StudentEmbedder(model, contract(student));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public EmbeddingContract contract() {
        return network.contract();
    }

    @Override
    public List<Embedding> embed(List<AlignedFace> faces) {
        return network.embed(faces);
    }

    /** Waits for running calls, then frees the model. Later calls fail. */
    @Override
    public void close() {
        model.close();
    }

    /** A contract with a space of its own. An evaluation chooses the templates itself. */
    private static EmbeddingContract contract(PreparedModel student) {
        return new EmbeddingContract(student.contract(), student.card().dimension(), NO_MATCH, 0);
    }
}
