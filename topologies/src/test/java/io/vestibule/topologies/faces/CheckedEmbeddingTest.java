package io.vestibule.topologies.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vestibule.models.ModelException;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedEmbeddingTest {

    private static final AlignedFace FACE = new AlignedFace(new byte[AlignedFace.BYTES]);

    @Test
    void shouldReturnEmbeddingWhenItMatchesContract() {
        assertThat(CheckedEmbedding.of(FACE, always(0.6f, 0.8f)).unit()).containsExactly(0.6f, 0.8f);
    }

    @Test
    void shouldNameModelWhenEmbeddingViolatesContract() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> CheckedEmbedding.of(FACE, always(0.6f, 0.8f, 0f)))
                .withMessage("two@000000000002: embed: the embedding is not a unit vector of 2 values");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> CheckedEmbedding.of(FACE, always(Float.NaN, 0.8f)));
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> CheckedEmbedding.of(FACE, always(0f, 0f)));
    }

    private static Embedder always(float... unit) {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return new EmbeddingContract("two@000000000002", 2, 0.5f, 1e-3);
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return List.of(new Embedding(unit, 1));
            }
        };
    }
}
