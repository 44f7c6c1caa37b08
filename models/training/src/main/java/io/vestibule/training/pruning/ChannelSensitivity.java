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
 * What each block of a teacher would lose with fewer inner channels, each block by itself and the rest as it is. Channels
 * are left out one after the other, as {@link ChannelElimination} has it; what that costs is told as a share of how far what leaves the
 * block is from its mean over a portion of faces, squared, so that blocks can be compared.
 *
 * @param activation of the student: what its inner channels can say is what counts
 * @param ridge      against the mean square of an inner channel
 */
record ChannelSensitivity(NDManager manager, Weights teacher, Activation activation, double ridge) {

    /**
     * @param faces what goes in, in portions; stays as it is
     * @return for each block and each n what is lost when, of n + 1 inner channels that are left, one goes
     */
    List<double[]> losses(List<NDArray> faces) {
        List<double[]> losses = new ArrayList<>();
        List<NDArray> maps = faces;
        for (int i = 0; i < teacher.architecture().blocks().size(); i++) {
            List<NDArray> out = new ArrayList<>();
            losses.add(losses(i, maps, out));
            if (i > 0) {
                maps.forEach(NDArray::close);
            }
            maps = out;
        }
        maps.forEach(NDArray::close);
        return losses;
    }

    /** @param out gets what leaves the block */
    private double[] losses(int index, List<NDArray> maps, List<NDArray> out) {
        Architecture architecture = teacher.architecture();
        Bottleneck block = architecture.blocks().get(index);
        List<ConvolutionLayer> layers = architecture.blockLayers(index);
        double size = 0;
        try (BlockInput entrance = BlockInput.of(manager, teacher, index);
                LayerChain opening = chain(architecture.activation(), layers.subList(0, 2));
                LayerChain projection = chain(architecture.activation(), layers.subList(2, 3));
                LayerChain students = chain(activation, layers.subList(0, 2));
                LeastSquares squares = new LeastSquares(manager, block.inner(), block.out())) {
            for (NDArray map : maps) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = entrance.enter(map, scratch);
                    NDArray inner = opening.run(in);
                    NDArray projected = projection.run(inner);
                    NDArray said = activation == architecture.activation() ? inner : students.run(in);
                    squares.add(MapArrays.rows(said), MapArrays.rows(projected));
                    NDArray leaves = MapArrays.sum(block, in, projected);
                    size += square(MapArrays.rows(leaves));
                    leaves.attach(manager);
                    out.add(leaves);
                }
            }
            return shares(squares.losses(ridge), size);
        }
    }

    /** A block that always gives the same loses nothing that matters. */
    private static double[] shares(double[] losses, double size) {
        double[] shares =
                Arrays.stream(losses).map(loss -> size > 0 ? loss / size : 0).toArray();
        if (!Arrays.stream(shares).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("what the teacher says of these faces is not finite");
        }
        return shares;
    }

    private LayerChain chain(Activation with, List<ConvolutionLayer> layers) {
        return LayerChain.open(manager, with, teacher.tensors(), layers);
    }

    /** Summed over all rows, after each column's mean was taken away. */
    private static double square(NDArray rows) {
        return rows.sub(rows.mean(new int[] {0}, true)).square().sum().getFloat();
    }
}
