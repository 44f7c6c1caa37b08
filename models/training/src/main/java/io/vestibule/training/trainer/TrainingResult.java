package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of a finished run.
 *
 * @param steps completed steps
 * @param epochs how often each face was used
 * @param seconds time of the steps, without validation
 * @param imagesPerSecond faces per second over that time
 * @param validation metrics of the exported student
 * @param best best metrics of the run
 * @param bestStep step of the best metrics
 * @param teacher metrics of the teacher on the same pairs
 * @param parameters trained parameters, before batch normalisation is folded
 * @param student the exported file
 * @param sha256 of the file, in hex
 * @param bytes size of the file
 * @param exportDifference largest difference between embeddings of ONNX Runtime and of the trained student
 */
public record TrainingResult(
        long steps,
        double epochs,
        double seconds,
        double imagesPerSecond,
        ValidationMetrics validation,
        ValidationMetrics best,
        long bestStep,
        ValidationMetrics.Verification teacher,
        long parameters,
        Path student,
        String sha256,
        long bytes,
        double exportDifference) {

    /** The fields of {@code result.json}. Paths are as they were given. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("student", student.toString());
        fields.put("sha256", sha256);
        fields.put("bytes", bytes);
        fields.put("parameters", parameters);
        fields.put("steps", steps);
        fields.put("epochs", epochs);
        fields.put("seconds", seconds);
        fields.put("imagesPerSecond", imagesPerSecond);
        fields.put("validation", MetricsLog.fields(validation));
        fields.put("best", MetricsLog.fields(best));
        fields.put("bestStep", bestStep);
        fields.put("teacher", MetricsLog.fields(teacher));
        fields.put("exportDifference", exportDifference);
        return fields;
    }
}
