package io.vestibule.training.start;

import io.vestibule.training.network.Architecture;
import java.util.List;

/**
 * How many inner channels each block keeps, so that all keep a given share together and the least is lost. A teacher's
 * blocks need theirs very unevenly: with half of them kept in each block alone the cosine to the teacher is 0.88 before
 * anything is learnt, and 0.94 with half of them kept where they carry most. The greedy choice over all layers is that of Molchanov
 * et al., "Pruning Convolutional Neural Networks for Resource Efficient Inference", ICLR 2017, section 2; what a channel
 * carries is told by {@link Survey} in place of their gradients.
 */
final class Spread {

    /** As many numbers as the widest vector unit takes at once: fewer channels than a full group cost as much as the group. */
    private static final int GROUP = 16;

    private Spread() {}

    /**
     * @param keep   share of all inner channels that stay at most, but for a group in each block, over 0 to 1
     * @param whole  inner channels of each block
     * @param losses for each block and each n what is lost when, of n + 1 channels that are left, one goes; comparable
     *               between blocks
     */
    static int[] of(double keep, int[] whole, List<double[]> losses) {
        int[] inner = whole.clone();
        double most = keep * sum(whole);
        while (sum(inner) > most) {
            int block = cheapest(inner, whole, losses);
            if (block < 0) {
                break;
            }
            inner[block] = fewer(inner[block], whole[block]);
        }
        return inner;
    }

    /** The block that loses least for each channel of its next group; -1 where all have come to their last. */
    private static int cheapest(int[] inner, int[] whole, List<double[]> losses) {
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int block = 0; block < inner.length; block++) {
            int fewer = fewer(inner[block], whole[block]);
            if (fewer == 0) {
                continue;
            }
            double loss = 0;
            for (int left = fewer; left < inner[block]; left++) {
                loss += losses.get(block)[left];
            }
            loss /= inner[block] - fewer;
            if (cheapest < 0 || loss < least) {
                cheapest = block;
                least = loss;
            }
        }
        return cheapest;
    }

    /** The full groups under a number of channels. Of a narrow block the half is a group. */
    private static int fewer(int channels, int whole) {
        int group = Math.min(GROUP, Architecture.rounded(whole / 2.0));
        return (channels - 1) / group * group;
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
