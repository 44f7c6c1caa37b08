package io.vestibule.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void atFullWidthItHasTheTeachersNumberOfParameters() {
        // given
        Architecture architecture =
                Architecture.mobileFaceNet(1, Activation.PRELU, 512).folded();

        // then: counted in the teacher's file
        assertThat(architecture.size()).isEqualTo(1_190_336);
    }

    @Test
    void halfTheWidthHalvesAllChannelsButTheEmbedding() {
        // when
        Architecture half = Architecture.mobileFaceNet(0.5, Activation.PRELU, 512);

        // then
        assertThat(half.stem()).isEqualTo(32);
        assertThat(half.blocks().get(5)).isEqualTo(new Bottleneck(32, 128, 64, 2));
        assertThat(half.head()).isEqualTo(256);
        assertThat(half.embedding()).isEqualTo(512);
    }

    @Test
    void blocksThatDoNotFitEachOtherAreRefused() {
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
    void blocksThatLeaveAnotherMapAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Architecture(8, List.of(new Bottleneck(8, 8, 8, 2)), 8, 8, Activation.RELU, false))
                .withMessageContaining("a map of 28, not of 7");
    }

    @Test
    void aChannelCostsWhatItIsMultipliedBy() {
        // 16 places of 8 weights and an activation, then 4 places of 9 weights, an activation and 8 weights
        assertThat(new Bottleneck(8, 16, 8, 2).work(4)).isEqualTo(16 * (8 + 16) + 4 * (9 + 16 + 8));
    }
}
