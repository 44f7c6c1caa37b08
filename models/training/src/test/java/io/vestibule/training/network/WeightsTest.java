package io.vestibule.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.training.TrainingFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {

    private static final Architecture TINY = TrainingFixtures.tiny(Activation.PRELU, true);

    @TempDir
    Path folder;

    @Test
    void weightsComeBackFromTheirFileBitForBit() throws IOException {
        // given
        Weights weights = TrainingFixtures.shaken(TINY, 1);
        Path file = folder.resolve("student.safetensors");

        // when
        weights.write(file);
        Weights read = Weights.read(file);

        // then
        assertThat(read).isEqualTo(weights);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theSameWeightsAreTheSameBytes() throws IOException {
        // given
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        // when
        Weights.initial(TINY, 5).write(first);
        Weights.initial(TINY, 5).write(second);

        // then
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        assertThat(Weights.initial(TINY, 1).get("stem.conv.weight"))
                .isNotEqualTo(Weights.initial(TINY, 2).get("stem.conv.weight"));
    }

    @Test
    void aDrawnLayerHasTheSpreadThatKeepsTheSizeOfMaps() {
        // given
        Architecture whole = Architecture.mobileFaceNet(1, Activation.RELU, 512);

        // when
        float[] drawn = Weights.initial(whole, 1).get("head.expand.weight").values();

        // then
        double square = 0;
        for (float value : drawn) {
            square += value * value;
        }
        assertThat(square / drawn.length).isBetween(0.97 * 2 / 128, 1.03 * 2 / 128);
    }

    @Test
    void aFileThatIsCutShortIsRefusedByName() throws IOException {
        // given
        Path file = folder.resolve("student.safetensors");
        Weights.initial(TINY, 1).write(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        // then
        assertThatIOException()
                .isThrownBy(() -> Weights.read(file))
                .withMessageContaining("student.safetensors is cut");
    }

    @Test
    void aFileOfSomethingElseIsRefusedByName() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("notes.txt"), "These are no weights at all, and never were any.");

        // then
        assertThatIOException()
                .isThrownBy(() -> Weights.read(file))
                .withMessageContaining("notes.txt is not a file of");
    }

    @Test
    void aMissingTensorIsNamed() {
        // given
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(TINY, 1).tensors());
        tensors.remove("blocks.2.project.scale");

        // then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Weights(TINY, tensors))
                .withMessage("the weights lack blocks.2.project.scale");
    }
}
