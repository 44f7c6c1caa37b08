package io.vestibule.topologies.teach;

import io.vestibule.models.ModelException;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.faces.HashSampling;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The model, or several in concert, that smaller models learn from.
 *
 * @param id SHA-256 over the ids of its members; which spaces may be compared is said by the embedder's contract
 */
public record TeacherEmbedder(Embedder embedder, String id) {

    /** @param members ids of the member models (SHA-256 of their files), in the order in which they speak */
    public static TeacherEmbedder of(Embedder embedder, List<String> members) {
        ByteBuffer ids = StandardCharsets.UTF_8.encode(String.join("\n", members));
        return new TeacherEmbedder(embedder, HashSampling.hex(ids));
    }

    /**
     * What it says of a face, held against its contract.
     *
     * @throws ModelException if it fails, or gives no unit vector of its contract's dimension
     */
    public Embedding embed(AlignedFace face) {
        return CheckedEmbedding.of(face, embedder);
    }
}
