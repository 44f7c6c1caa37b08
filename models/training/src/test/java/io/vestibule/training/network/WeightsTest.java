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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class WeightsTest {

    private static final Architecture TINY = TrainingFixtures.tiny(Activation.PRELU, true);

    @TempDir
    Path folder;

    @Test
    void shouldReadIdenticalWeightsWhenWrittenToAFile() throws IOException {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TINY, 1);
        Path file = folder.resolve("student.safetensors");

        // When
        weights.write(file);
        Weights read = Weights.read(file);

        // Then
        assertThat(read).isEqualTo(weights);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldWriteTheSameBytesWhenWeightsAreEqual() throws IOException {
        // Given
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        // When
        Weights.initial(TINY, 5).write(first);
        Weights.initial(TINY, 5).write(second);

        // Then
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void shouldDrawOtherWeightsWhenTheSeedDiffers() {
        // When
        Weights first = Weights.initial(TINY, 1);
        Weights second = Weights.initial(TINY, 2);

        // Then
        assertThat(first.get("stem.conv.weight")).isNotEqualTo(second.get("stem.conv.weight"));
    }

    @Test
    void shouldDrawKernelsWithThePrescribedVarianceWhenInitialised() {
        // Given
        Architecture whole = Architecture.mobileFaceNet(1, Activation.RELU, 512);

        // When
        float[] drawn = Weights.initial(whole, 1).get("head.expand.weight").values();

        // Then
        double square = 0;
        for (float value : drawn) {
            square += value * value;
        }
        assertThat(square / drawn.length).isBetween(0.97 * 2 / 128, 1.03 * 2 / 128);
    }

    @Test
    void shouldRejectAFileWhenItIsTruncated() throws IOException {
        // Given
        Path file = folder.resolve("student.safetensors");
        Weights.initial(TINY, 1).write(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        // Then
        assertThatIOException()
                .isThrownBy(() -> Weights.read(file))
                .withMessageContaining("student.safetensors: the file is truncated");
    }

    @Test
    void shouldRejectAFileWhenItIsNotASafetensorsFile() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("notes.txt"), "This text is long enough, but it is not a safetensors file.");

        // Then
        assertThatIOException()
                .isThrownBy(() -> Weights.read(file))
                .withMessageContaining("notes.txt: not a safetensors file");
    }

    @Test
    void shouldNameATensorWhenItIsMissing() {
        // Given
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(TINY, 1).tensors());
        tensors.remove("blocks.2.project.scale");

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Weights(TINY, tensors))
                .withMessage("the weights have no blocks.2.project.scale");
    }
}
