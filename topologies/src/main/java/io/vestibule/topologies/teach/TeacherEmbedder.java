package io.vestibule.topologies.teach;

import io.vestibule.common.Sha256;
import io.vestibule.models.ModelException;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.topologies.faces.CheckedEmbedding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The teacher: one model or an ensemble from which smaller models are trained.
 *
 * @param id SHA-256 over the ids of its members. The contract of the embedder determines which embeddings are comparable
 */
public record TeacherEmbedder(Embedder embedder, String id) {

    /** @param members ids of the member models (SHA-256 of their files), in the order of their embeddings */
    public static TeacherEmbedder of(Embedder embedder, List<String> members) {
        ByteBuffer ids = StandardCharsets.UTF_8.encode(String.join("\n", members));
        return new TeacherEmbedder(embedder, Sha256.hex(ids));
    }

    /**
     * Embeds a face and checks the result against the contract.
     *
     * @throws ModelException if the model fails or does not return a unit vector of its contract's dimension
     */
    public Embedding embed(AlignedFace face) {
        return CheckedEmbedding.of(face, embedder);
    }
}
