package io.vestibule.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.NetworkOutput;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.LiveTeacherRecipe;
import java.util.List;

/**
 * Runs the teacher on the augmented faces that the student gets. If a crop or a shadow changes the teacher's embedding, the
 * student's target changes with it. A stored embedding of the unchanged face would contradict the input.
 *
 * <p>Source: Beyer et al., "Knowledge distillation: A good teacher is patient and consistent" (CVPR 2022), section 3. Costs
 * one forward pass of the teacher per step. For one thread.
 */
final class LiveTeacher implements AutoCloseable {

    private final Network network;

    LiveTeacher(NDManager manager, Weights teacher, LiveTeacherRecipe recipe) {
        this.network = Network.open(manager, teacher, comparedBlocks(recipe));
    }

    /** Blocks whose feature maps are compared; none if the weight of the hints is 0. */
    static List<Integer> comparedBlocks(LiveTeacherRecipe recipe) {
        return recipe.hints() > 0 ? recipe.after() : List.of();
    }

    /**
     * Computes unit embeddings and feature maps. They are copies in the manager of {@code x}, because results of the engine's
     * inference mode cannot take part in a gradient.
     *
     * @param x [batch, 3, 112, 112]
     */
    NetworkOutput output(NDArray x) {
        NetworkOutput raw = network.output(x, false);
        NDArray length =
                raw.embeddings().square().sum(new int[] {1}, true).sqrt().maximum(Float.MIN_NORMAL);
        return new NetworkOutput(
                raw.embeddings().div(length).duplicate(),
                raw.maps().stream().map(NDArray::duplicate).toList());
    }

    @Override
    public void close() {
        network.close();
    }
}
