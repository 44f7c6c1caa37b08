package io.vestibule.training.trainer;

import io.vestibule.training.network.SafetensorsFile;
import io.vestibule.training.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is needed to go on with a run. What is drawn at random is told by seed, epoch and place, so that the number of steps stands for the generators' state.
 *
 * @param step steps done
 * @param seconds spent on them
 * @param recipe canonical
 * @param material what it learns from, see {@link io.vestibule.training.data.TrainingData#fingerprint}
 * @param tensors as {@link TrainableStudent#state} has them
 */
record Checkpoint(long step, double seconds, String recipe, String material, Map<String, Tensor> tensors) {

    private static final String STEP = "vestibule.step";
    private static final String SECONDS = "vestibule.seconds";
    private static final String RECIPE = "vestibule.recipe";
    private static final String MATERIAL = "vestibule.material";

    /** Writes beside the old one and puts it in its place. */
    void write(Path file) throws IOException {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(STEP, String.valueOf(step));
        metadata.put(SECONDS, String.valueOf(seconds));
        metadata.put(RECIPE, recipe);
        metadata.put(MATERIAL, material);
        new SafetensorsFile(tensors, metadata).write(file);
    }

    /** @throws TrainingException if the file is no checkpoint */
    static Checkpoint read(Path file) throws IOException {
        SafetensorsFile content = SafetensorsFile.read(file);
        Map<String, String> metadata = content.metadata();
        if (!metadata.keySet().containsAll(List.of(STEP, SECONDS, RECIPE, MATERIAL))) {
            throw new TrainingException(file + " is no checkpoint of a run");
        }
        return new Checkpoint(
                Long.parseLong(metadata.get(STEP)),
                Double.parseDouble(metadata.get(SECONDS)),
                metadata.get(RECIPE),
                metadata.get(MATERIAL),
                content.tensors());
    }
}
