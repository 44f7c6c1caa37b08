package io.vestibule.models.embedding;

import io.vestibule.models.face.AlignedFace;
import java.util.List;

/** One model, or an ensemble, that turns faces into vectors. */
public interface Embedder {

    /** Defines which embeddings these may be compared with. */
    EmbeddingContract contract();

    /**
     * Embeddings of the faces, in the order of the faces.
     *
     * @throws ModelException if the model fails
     */
    List<Embedding> embed(List<AlignedFace> faces);
}
