package io.vestibule.models.embedding;

import io.vestibule.models.ModelException;
import io.vestibule.models.face.AlignedFace;
import java.util.List;

/** A model, or several in concert, that turns faces into vectors. */
public interface Embedder {

    EmbeddingContract contract();

    /**
     * Embeddings of the faces, in their order.
     *
     * @throws ModelException if the model fails
     */
    List<Embedding> embed(List<AlignedFace> faces);
}
