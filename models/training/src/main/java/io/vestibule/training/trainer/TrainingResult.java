package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a run came out.
 *
 * @param steps made
 * @param epochs times that each face was seen
 * @param seconds spent on steps
 * @param imagesPerSecond over all of that time
 * @param marks of the averaged student that was written
 * @param best highest marks on the way
 * @param bestStep when that was
 * @param teacher what the teacher reaches on the same pairs
 * @param parameters numbers that were learnt and are in the file, before batch normalisation was folded in
 * @param student the file
 * @param sha256 of the file
 * @param bytes size of the file
 * @param difference largest between ONNX Runtime's embeddings and the trainer's
 */
public record TrainingResult(
        long steps,
        double epochs,
        double seconds,
        double imagesPerSecond,
        ValidationMetrics marks,
        ValidationMetrics best,
        long bestStep,
        ValidationMetrics.Verification teacher,
        long parameters,
        Path student,
        String sha256,
        long bytes,
        double difference) {

    /** As it stands in {@code result.json}. */
    public Map<String, Object> fields() {
        return StudentExporter.fields(this);
    }
}
