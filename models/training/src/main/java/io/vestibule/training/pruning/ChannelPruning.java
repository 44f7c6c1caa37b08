package io.vestibule.training.pruning;

import ai.djl.ndarray.NDManager;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Weights;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a student of a teacher by leaving out inner channels. What goes from block to block keeps its width, so every block
 * can be compared with the teacher's own. In each block those channels stay that carry most: mean absolute activation after
 * the second activation, over some faces, times the norm of the weights that project it.
 *
 * <p>With {@code refit}, blocks keep more or fewer channels, by what they would lose without ({@link ChannelAllocation}, {@link
 * ChannelSensitivity}); and which channels stay and what projects them is found together, block after block, so that the block's output
 * is as near to the teacher's as what has become of its input allows ({@link ChannelElimination}, {@link LeastSquares}); last the
 * embedding itself. After He, Zhang, Sun, "Channel Pruning for Accelerating Very Deep Neural Networks", ICCV 2017, section
 * 3, and Luo, Wu, Lin, "ThiNet", ICCV 2017, section 3.2. At half the channels the cosine to the teacher is 0.12 without
 * and 0.94 with it.
 *
 * @param keep       share of all inner channels that stay, above 0, at most 1; without {@code refit} of each block's, in groups of
 *                   eight
 * @param share      whether that is a share of their number, or of their work, which needs {@code refit}
 * @param activation of the student; a PReLU's slopes are kept, a ReLU has none
 * @param refit      whether projections are solved anew, and channels chosen for that
 */
public record ChannelPruning(double keep, PruningCost share, Activation activation, boolean refit) {

    public ChannelPruning {
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("the share of inner channels to keep must be above 0 and at most 1");
        }
        if (share == PruningCost.WORK && !refit) {
            throw new IllegalArgumentException("a share of the work needs refit: without it each block keeps its own");
        }
    }

    /**
     * @param teacher     folded weights, as {@link MobileFaceNetReader} gives them
     * @param calibration faces, some hundred or more, of people that the student may know
     * @param report      gets a line for each block
     * @return the student, with biases in place of batch normalisation
     */
    public Weights of(TorchEngine torch, Weights teacher, List<AlignedFace> calibration, Consumer<String> report) {
        if (teacher.architecture().normalised()) {
            throw new IllegalArgumentException("a teacher is pruned after its batch normalisation is folded in");
        }
        if (activation == Activation.PRELU && teacher.architecture().activation() == Activation.RELU) {
            throw new IllegalArgumentException("a teacher with ReLU has no slopes for a student with PReLU");
        }
        if (calibration.isEmpty()) {
            throw new IllegalArgumentException("pruning needs faces to see which channels carry most");
        }
        try (NDManager manager = torch.newManager()) {
            return new BlockPruning(manager, this, teacher, report).student(calibration);
        }
    }
}
