package io.vestibule.training.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelAllocationTest {

    @Test
    void theBlockThatLosesLeastGivesTheMostChannels() {
        // given
        int[] whole = {64, 64};
        List<double[]> losses = List.of(each(64, 5), each(64, 1));

        // when
        int[] inner = spread(0.625, whole, losses);

        // then
        assertThat(inner).containsExactly(64, 16);
    }

    @Test
    void oneThatLosesMoreAndMoreIsSparedInTime() {
        // given: the second loses little at first, but the last half of its channels are dear
        double[] rising = each(64, 1);
        Arrays.fill(rising, 0, 32, 100);

        // when
        int[] inner = spread(0.5, new int[] {64, 64}, List.of(each(64, 5), rising));

        // then
        assertThat(inner).containsExactly(32, 32);
    }

    @Test
    void noMoreThanTheShareStaysWhereGroupsDoNotFitIt() {
        // when
        int[] inner = spread(0.6, new int[] {64}, List.of(each(64, 1)));

        // then
        assertThat(inner).containsExactly(32);
    }

    @Test
    void allStaysWhereAllIsToStay() {
        assertThat(spread(1, new int[] {24, 512}, List.of(each(24, 1), each(512, 1))))
                .containsExactly(24, 512);
    }

    @Test
    void everyBlockKeepsAGroupHoweverLittleIsToStay() {
        assertThat(spread(0.001, new int[] {128, 16, 8}, List.of(each(128, 1), each(16, 1), each(8, 1))))
                .containsExactly(16, 8, 8);
    }

    @Test
    void aDearChannelGoesBeforeACheapOneThatIsWorthAsMuch() {
        // given: a channel of the first block costs three times one of the second
        ChannelAllocation spread =
                new ChannelAllocation(new int[] {64, 64}, new double[] {3, 1}, List.of(each(64, 1), each(64, 1)));

        // when
        int[] inner = spread.inner(0.625);

        // then: 160 of 256 stay
        assertThat(inner).containsExactly(32, 64);
    }

    private static int[] spread(double keep, int[] whole, List<double[]> losses) {
        double[] equal = new double[whole.length];
        Arrays.fill(equal, 1);
        return new ChannelAllocation(whole, equal, losses).inner(keep);
    }

    private static double[] each(int channels, double loss) {
        double[] losses = new double[channels];
        Arrays.fill(losses, loss);
        return losses;
    }
}
