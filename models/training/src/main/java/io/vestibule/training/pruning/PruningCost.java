package io.vestibule.training.pruning;

import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;

/** What it is that a share of a teacher's inner channels is counted by. */
public enum PruningCost {
    /** How many there are. */
    CHANNELS {
        @Override
        double price(Bottleneck block, int side) {
            return 1;
        }
    },
    /** What they cost. More of them stay where they are cheap, and the student's speed can be told beforehand. */
    WORK {
        @Override
        double price(Bottleneck block, int side) {
            return block.work(side);
        }
    };

    /** @param side of the map that comes in */
    abstract double price(Bottleneck block, int side);

    /** Of an inner channel of each block. */
    double[] prices(Architecture architecture) {
        double[] prices = new double[architecture.blocks().size()];
        int side = Architecture.SIDE / 2;
        for (int i = 0; i < prices.length; i++) {
            Bottleneck block = architecture.blocks().get(i);
            prices[i] = price(block, side);
            side /= block.stride();
        }
        return prices;
    }
}
