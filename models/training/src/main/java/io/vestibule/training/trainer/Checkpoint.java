package io.vestibule.training.trainer;

import io.vestibule.training.network.SafetensorsFile;
import io.vestibule.training.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state from which a run can be resumed. It needs no state of random generators, because random draws are functions of
 * seed, epoch and position.
 *
 * @param step completed steps
 * @param seconds time spent on them
 * @param recipe canonical text of the recipe
 * @param data fingerprint of the training data, see {@link io.vestibule.training.data.TrainingData#fingerprint}
 * @param tensors as in {@link TrainableStudent#state}
 */
record Checkpoint(long step, double seconds, String recipe, String data, Map<String, Tensor> tensors) {

    private static final String STEP = "vestibule.step";
    private static final String SECONDS = "vestibule.seconds";
    private static final String RECIPE = "vestibule.recipe";
    private static final String DATA = "vestibule.material";

    /** Replaces the file atomically. */
    void write(Path file) throws IOException {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(STEP, String.valueOf(step));
        metadata.put(SECONDS, String.valueOf(seconds));
        metadata.put(RECIPE, recipe);
        metadata.put(DATA, data);
        new SafetensorsFile(tensors, metadata).write(file);
    }

    /** @throws TrainingException if the file is not a checkpoint */
    static Checkpoint read(Path file) throws IOException {
        SafetensorsFile content = SafetensorsFile.read(file);
        Map<String, String> metadata = content.metadata();
        return new Checkpoint(
                Long.parseLong(required(file, metadata, STEP)),
                Double.parseDouble(required(file, metadata, SECONDS)),
                required(file, metadata, RECIPE),
                required(file, metadata, DATA),
                content.tensors());
    }

    private static String required(Path file, Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new TrainingException(file + ": not a checkpoint, because the metadata has no " + key
                    + "; use a file that 'vestibule train' wrote");
        }
        return value;
    }
}
