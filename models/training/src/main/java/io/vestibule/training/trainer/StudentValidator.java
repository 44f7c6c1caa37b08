package io.vestibule.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.evaluation.VerificationEvaluator;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.Weights;
import java.util.Arrays;
import java.util.List;

/** Computes validation metrics of a student's weights. Has its own network in native memory. For one thread. */
final class StudentValidator implements AutoCloseable {

    /** Faces in one forward pass. */
    private static final int BATCH = 64;

    private final NDManager manager;
    private final Network network;
    private final VerificationEvaluator evaluator;

    /**
     * @param manager parent of the network's memory
     * @param weights any weights of the student's architecture
     */
    StudentValidator(NDManager manager, Weights weights, VerificationEvaluator evaluator) {
        this.manager = manager;
        this.network = Network.open(manager, weights);
        this.evaluator = evaluator;
    }

    ValidationMetrics validate(Weights weights) {
        network.load(weights);
        return evaluator.evaluate(unitEmbeddings());
    }

    private float[][] unitEmbeddings() {
        List<TrainingExample> examples = evaluator.examples();
        float[][] units = new float[examples.size()][];
        for (int from = 0; from < units.length; from += BATCH) {
            List<AlignedFace> faces = examples.subList(from, Math.min(units.length, from + BATCH)).stream()
                    .map(example -> example.face().get())
                    .toList();
            try (NDManager step = manager.newSubManager()) {
                NDArray embeddings = network.forward(FacePixels.batch(step, faces), false);
                float[] values = embeddings.toFloatArray();
                int dimension = values.length / faces.size();
                for (int i = 0; i < faces.size(); i++) {
                    float[] vector = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
                    units[from + i] = Embedding.ofVector(vector).unit();
                }
            }
        }
        return units;
    }

    @Override
    public void close() {
        network.close();
    }
}
