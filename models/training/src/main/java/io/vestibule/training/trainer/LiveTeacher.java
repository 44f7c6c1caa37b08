package io.vestibule.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.NetworkOutput;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.LiveTeacherRecipe;
import java.util.List;

/**
 * The teacher, asked about the very pictures that the student sees. A crop or a shadow that changes what the teacher says is then no
 * contradiction to what the student is told, and every epoch has new answers: Beyer et al., "Knowledge distillation: A good teacher is
 * patient and consistent" (CVPR 2022), section 3. Costs one pass forward. For one thread.
 */
final class LiveTeacher implements AutoCloseable {

    private final Network network;

    LiveTeacher(NDManager manager, Weights teacher, LiveTeacherRecipe recipe) {
        this.network = Network.open(manager, teacher, shown(recipe));
    }

    /** Blocks whose maps are compared; none where hints weigh nothing. */
    static List<Integer> shown(LiveTeacherRecipe recipe) {
        return recipe.hints() > 0 ? recipe.after() : List.of();
    }

    /**
     * @param x [batch, 3, 112, 112]
     * @return unit embeddings and maps, in the manager of {@code x}; copies, because what the engine infers cannot take part in a gradient
     */
    NetworkOutput answer(NDArray x) {
        NetworkOutput raw = network.answer(x, false);
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
