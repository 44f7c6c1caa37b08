package io.vestibule.topologies.faces;

import io.vestibule.models.ModelException;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.matching.Vectors;
import java.util.List;

/** Embeds a face and checks the result against the contract, because embeddings are stored for a long time. */
public final class CheckedEmbedding {

    private CheckedEmbedding() {}

    /** @throws ModelException if the model fails or does not return a unit vector of its contract's dimension */
    public static Embedding of(AlignedFace face, Embedder embedder) {
        Embedding embedding = embedder.embed(List.of(face)).get(0);
        int dimension = embedder.contract().dimension();
        if (embedding.unit().length != dimension || !Vectors.isUnit(embedding.unit())) {
            throw new ModelException(
                    embedder.contract().id(),
                    "embed",
                    "the embedding is not a unit vector of " + dimension + " values");
        }
        return embedding;
    }
}
