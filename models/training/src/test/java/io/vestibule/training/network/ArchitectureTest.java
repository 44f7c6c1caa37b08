package io.vestibule.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void shouldHaveTheTeachersNumberOfParametersWhenTheWidthIsOne() {
        // Given
        Architecture architecture =
                Architecture.mobileFaceNet(1, Activation.PRELU, 512).folded();

        // When
        long size = architecture.size();

        // Then
        // The number of the teacher's file.
        assertThat(size).isEqualTo(1_190_336);
    }

    @Test
    void shouldHalveAllChannelsExceptTheEmbeddingWhenTheWidthIsHalf() {
        // When
        Architecture half = Architecture.mobileFaceNet(0.5, Activation.PRELU, 512);

        // Then
        assertThat(half.stem()).isEqualTo(32);
        assertThat(half.blocks().get(5)).isEqualTo(new Bottleneck(32, 128, 64, 2));
        assertThat(half.head()).isEqualTo(256);
        assertThat(half.embedding()).isEqualTo(512);
    }

    @Test
    void shouldRejectBlocksWhenTheirChannelsDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(
                        8,
                        List.of(new Bottleneck(8, 8, 16, 2), new Bottleneck(8, 8, 8, 2)),
                        8,
                        8,
                        Activation.RELU,
                        false))
                .withMessageContaining("follows 16 channels");
    }

    @Test
    void shouldRejectBlocksWhenTheLastMapHasAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Architecture(8, List.of(new Bottleneck(8, 8, 8, 2)), 8, 8, Activation.RELU, false))
                .withMessageContaining("a map of side 28; it must be 7");
    }

    @Test
    void shouldCountMultiplicationsAndActivationsWhenComputingTheCostOfAChannel() {
        // Given
        Bottleneck block = new Bottleneck(8, 16, 8, 2);

        // When
        double work = block.work(4);

        // Then
        // 16 positions of 8 weights and an activation, then 4 positions of 9 weights, an activation and 8 weights.
        assertThat(work).isEqualTo(16 * (8 + 16) + 4 * (9 + 16 + 8));
    }
}
