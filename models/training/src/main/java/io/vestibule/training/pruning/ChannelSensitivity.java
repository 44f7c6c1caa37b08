package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;
import io.vestibule.training.network.ConvolutionLayer;
import io.vestibule.training.network.LayerChain;
import io.vestibule.training.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the loss of each block with fewer inner channels, while the other blocks stay unchanged. Channels are eliminated one by
 * one ({@link ChannelElimination}). The loss is the squared error of the block's output, divided by the output's squared deviation from
 * its mean, so that blocks are comparable.
 *
 * @param activation of the student; it decides which information the inner channels carry
 * @param ridge relative to the mean square of an inner channel
 */
record ChannelSensitivity(NDManager manager, Weights teacher, Activation activation, double ridge) {

    /**
     * Measures all blocks.
     *
     * @param faces network input, in batches; not changed
     * @return for each block, the loss when n + 1 inner channels are reduced to n, at index n
     */
    List<double[]> losses(List<NDArray> faces) {
        List<double[]> losses = new ArrayList<>();
        List<NDArray> maps = faces;
        for (int i = 0; i < teacher.architecture().blocks().size(); i++) {
            List<NDArray> out = new ArrayList<>();
            losses.add(blockLosses(i, maps, out));
            if (i > 0) {
                maps.forEach(NDArray::close);
            }
            maps = out;
        }
        maps.forEach(NDArray::close);
        return losses;
    }

    /** @param out receives the output of the block */
    private double[] blockLosses(int index, List<NDArray> maps, List<NDArray> out) {
        Architecture architecture = teacher.architecture();
        Bottleneck block = architecture.blocks().get(index);
        List<ConvolutionLayer> layers = architecture.blockLayers(index);
        double deviation = 0;
        try (BlockInput input = BlockInput.of(manager, teacher, index);
                LayerChain expansion = chain(architecture.activation(), layers.subList(0, 2));
                LayerChain projection = chain(architecture.activation(), layers.subList(2, 3));
                LayerChain studentExpansion = chain(activation, layers.subList(0, 2));
                LeastSquares squares = new LeastSquares(manager, block.inner(), block.out())) {
            for (NDArray map : maps) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = input.compute(map, scratch);
                    NDArray inner = expansion.run(in);
                    NDArray projected = projection.run(inner);
                    NDArray studentInner = activation == architecture.activation() ? inner : studentExpansion.run(in);
                    squares.add(MapArrays.rows(studentInner), MapArrays.rows(projected));
                    NDArray output = MapArrays.blockOutput(block, in, projected);
                    deviation += squaredDeviation(MapArrays.rows(output));
                    output.attach(manager);
                    out.add(output);
                }
            }
            return shares(squares.losses(ridge), deviation);
        }
    }

    /** Relative losses; 0 for a block with constant output. */
    private static double[] shares(double[] losses, double deviation) {
        double[] shares = Arrays.stream(losses)
                .map(loss -> deviation > 0 ? loss / deviation : 0)
                .toArray();
        if (!Arrays.stream(shares).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("the teacher's feature maps of the calibration faces are not finite");
        }
        return shares;
    }

    private LayerChain chain(Activation with, List<ConvolutionLayer> layers) {
        return LayerChain.open(manager, with, teacher.tensors(), layers);
    }

    /** Sum of the squared deviations from the mean of each column. */
    private static double squaredDeviation(NDArray rows) {
        return rows.sub(rows.mean(new int[] {0}, true)).square().sum().getFloat();
    }
}
