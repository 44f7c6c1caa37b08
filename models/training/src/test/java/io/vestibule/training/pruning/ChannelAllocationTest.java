package io.vestibule.training.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelAllocationTest {

    @Test
    void shouldRemoveMostChannelsFromTheBlockWithTheLeastLoss() {
        // Given
        int[] whole = {64, 64};
        List<double[]> losses = List.of(each(64, 5), each(64, 1));

        // When
        int[] inner = allocate(0.625, whole, losses);

        // Then
        assertThat(inner).containsExactly(64, 16);
    }

    @Test
    void shouldStopRemovingFromABlockWhenItsLossIncreases() {
        // Given
        // The second block has a small loss for half of its channels, and a large one for the others.
        double[] rising = each(64, 1);
        Arrays.fill(rising, 0, 32, 100);

        // When
        int[] inner = allocate(0.5, new int[] {64, 64}, List.of(each(64, 5), rising));

        // Then
        assertThat(inner).containsExactly(32, 32);
    }

    @Test
    void shouldKeepLessThanTheShareWhenGroupsDoNotFit() {
        // When
        int[] inner = allocate(0.6, new int[] {64}, List.of(each(64, 1)));

        // Then
        assertThat(inner).containsExactly(32);
    }

    @Test
    void shouldKeepAllChannelsWhenTheShareIsOne() {
        // When
        int[] inner = allocate(1, new int[] {24, 512}, List.of(each(24, 1), each(512, 1)));

        // Then
        assertThat(inner).containsExactly(24, 512);
    }

    @Test
    void shouldKeepOneGroupOfEachBlockWhenTheShareIsTiny() {
        // When
        int[] inner = allocate(0.001, new int[] {128, 16, 8}, List.of(each(128, 1), each(16, 1), each(8, 1)));

        // Then
        assertThat(inner).containsExactly(16, 8, 8);
    }

    @Test
    void shouldRemoveExpensiveChannelsFirstWhenLossesAreEqual() {
        // Given
        // A channel of the first block costs three times as much as one of the second.
        ChannelAllocation allocation =
                new ChannelAllocation(new int[] {64, 64}, new double[] {3, 1}, List.of(each(64, 1), each(64, 1)));

        // When
        int[] inner = allocation.innerChannels(0.625);

        // Then
        // The kept cost is 160 of 256.
        assertThat(inner).containsExactly(32, 64);
    }

    private static int[] allocate(double keep, int[] whole, List<double[]> losses) {
        double[] equal = new double[whole.length];
        Arrays.fill(equal, 1);
        return new ChannelAllocation(whole, equal, losses).innerChannels(keep);
    }

    private static double[] each(int channels, double loss) {
        double[] losses = new double[channels];
        Arrays.fill(losses, loss);
        return losses;
    }
}
