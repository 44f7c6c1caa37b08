package io.vestibule.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.training.network.Answer;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.LiveRecipe;
import java.util.List;

/**
 * The teacher, asked about the very pictures that the student sees. A crop or a shadow that changes what the teacher says is then no
 * contradiction to what the student is told, and every epoch has new answers: Beyer et al., "Knowledge distillation: A good teacher is
 * patient and consistent" (CVPR 2022), section 3. Costs one pass forward. For one thread.
 */
final class LiveTeacher implements AutoCloseable {

    private final Network network;

    LiveTeacher(NDManager manager, Weights teacher, LiveRecipe recipe) {
        this.network = Network.open(manager, teacher, shown(recipe));
    }

    /** Blocks whose maps are compared; none where hints weigh nothing. */
    static List<Integer> shown(LiveRecipe recipe) {
        return recipe.hints() > 0 ? recipe.after() : List.of();
    }

    /**
     * @param x [batch, 3, 112, 112]
     * @return unit embeddings and maps, in the manager of {@code x}; copies, because what the engine infers cannot take part in a gradient
     */
    Answer answer(NDArray x) {
        Answer raw = network.answer(x, false);
        NDArray length =
                raw.embeddings().square().sum(new int[] {1}, true).sqrt().maximum(Float.MIN_NORMAL);
        return new Answer(
                raw.embeddings().div(length).duplicate(),
                raw.maps().stream().map(NDArray::duplicate).toList());
    }

    @Override
    public void close() {
        network.close();
    }
}
