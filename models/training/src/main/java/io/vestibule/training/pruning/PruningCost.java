package io.vestibule.training.pruning;

import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;

/** The quantity of which pruning keeps a share. */
public enum PruningCost {
    /** The number of inner channels. */
    CHANNELS {
        @Override
        double channelCost(Bottleneck block, int side) {
            return 1;
        }
    },
    /** The computation of the inner channels. Blocks with cheap channels keep more of them, and the speed of the student is predictable. */
    WORK {
        @Override
        double channelCost(Bottleneck block, int side) {
            return block.work(side);
        }
    };

    /**
     * Cost of one inner channel.
     *
     * @param side of the input map
     */
    abstract double channelCost(Bottleneck block, int side);

    /** Cost of an inner channel of each block. */
    double[] channelCosts(Architecture architecture) {
        double[] costs = new double[architecture.blocks().size()];
        int side = Architecture.SIDE / 2;
        for (int i = 0; i < costs.length; i++) {
            Bottleneck block = architecture.blocks().get(i);
            costs[i] = channelCost(block, side);
            side /= block.stride();
        }
        return costs;
    }
}
