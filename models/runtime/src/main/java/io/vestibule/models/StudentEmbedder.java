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
 * One embedder on its own, from a file that need not be in the zoo: a student that is still to be examined. Serves any
 * number of threads, each of which computes for itself.
 */
public final class StudentEmbedder implements Embedder, AutoCloseable {

    /** More than any cosine: an embedder under examination matches nobody. */
    private static final float UNREACHABLE = 2;

    private final OnnxModel model;
    private final NetworkEmbedder network;

    private StudentEmbedder(OnnxModel model, EmbeddingContract contract) {
        this.model = model;
        this.network = new NetworkEmbedder(contract, model, new BufferPool(), new Stopwatch(StageListener.NONE));
    }

    /**
     * @param student file and card, operating points or not
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

    /** Frees the model, once all calls that are running have come back. Afterwards every call is refused. */
    @Override
    public void close() {
        model.close();
    }

    /** Its own space, whatever its card says: an examination compares what it is told to. */
    private static EmbeddingContract contract(PreparedModel student) {
        return new EmbeddingContract(student.contract(), student.card().dimension(), UNREACHABLE, 0);
    }
}
