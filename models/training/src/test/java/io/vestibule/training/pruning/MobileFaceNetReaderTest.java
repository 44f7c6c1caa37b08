package io.vestibule.training.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.vestibule.models.StudentEmbedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.training.TrainingFixtures;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.Weights;
import io.vestibule.zoo.PreparedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class MobileFaceNetReaderTest {

    private static final PreparedModels ZOO = PreparedZoo.models();

    @Test
    void shouldReadAMobileFaceNetOfFullWidthWhenItIsTheTeacher() throws IOException {
        // When
        Weights weights = MobileFaceNetReader.read(ZOO.model("mobilefacenet").file());

        // Then
        assertThat(weights.architecture())
                .isEqualTo(Architecture.mobileFaceNet(1, Activation.PRELU, 512).folded());
    }

    @Test
    void shouldGiveTheEmbeddingsOfTheFileWhenItsWeightsAreRun() throws IOException {
        // Given
        Weights weights = MobileFaceNetReader.read(ZOO.model("mobilefacenet").file());
        List<AlignedFace> faces = TrainingFixtures.faces(3, 1);
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights);
                StudentEmbedder teacher = StudentEmbedder.open(ZOO.model("mobilefacenet"))) {
            // When
            float[] trained =
                    network.forward(FacePixels.batch(manager, faces), false).toFloatArray();
            List<Embedding> expected = teacher.embed(faces);

            // Then
            for (int face = 0; face < faces.size(); face++) {
                Embedding embedding = expected.get(face);
                for (int i = 0; i < embedding.unit().length; i++) {
                    assertThat(trained[face * embedding.unit().length + i])
                            .isCloseTo(embedding.unit()[i] * embedding.norm(), within(1e-4f));
                }
            }
        }
    }

    @Test
    void shouldNameTheDifferingNodeWhenTheNetworkIsOfAnotherKind() {
        // Given
        Path file = ZOO.model("dlib-resnet").file();

        // When
        ThrowingCallable read = () -> MobileFaceNetReader.read(file);

        // Then
        assertThatIOException()
                .isThrownBy(read)
                .withMessageContaining("dlib-resnet")
                .withMessageContaining("found MaxPool");
    }
}
