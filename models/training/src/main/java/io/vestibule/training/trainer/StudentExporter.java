package io.vestibule.training.trainer;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.export.ExportCheck;
import io.vestibule.training.export.OnnxExporter;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The end of a run: the averaged student becomes a file that says where it comes from, and is checked.
 *
 * @param start where the student began, in words
 */
record StudentExporter(Recipe recipe, TrainingData material, RunFolder folder, String start) {

    /** Faces on which the file is compared with what was taught. */
    private static final int CHECKED = 16;

    TrainingResult of(TorchEngine torch, Weights student, Trainer.Report report) throws IOException {
        OnnxExporter.write(student, metadata(), folder.student());
        double difference = ExportCheck.require(torch, student, folder.student(), faces());
        TrainingResult result = new TrainingResult(
                report.steps(),
                report.epochs(),
                report.seconds(),
                report.steps() * report.batch() / report.seconds(),
                report.last().marks(),
                report.best().marks(),
                report.best().step(),
                report.teacher(),
                student.architecture().size(),
                folder.student(),
                sha256(folder.student()),
                Files.size(folder.student()),
                difference);
        Files.writeString(folder.result(), json(result));
        return result;
    }

    /** What the file says of itself; the gate and the zoo read it. */
    private Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("vestibule.teacher", material.teacher());
        metadata.put("vestibule.teacher-id", material.teacherId());
        if (recipe.sharesSpace()) {
            metadata.put("vestibule.space", material.teacher());
        }
        metadata.put("vestibule.dataset", String.join(" ", material.contents()));
        metadata.put("vestibule.recipe", recipe.canonical());
        metadata.put("vestibule.validation", String.valueOf(recipe.validation().share()));
        metadata.put("vestibule.start", start);
        return metadata;
    }

    private List<AlignedFace> faces() {
        return material.validation().stream()
                .limit(CHECKED)
                .map(exercise -> exercise.face().get())
                .toList();
    }

    private String json(TrainingResult result) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(fields(result));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(fields)
                + "\n";
    }

    /** As in {@code result.json}; paths are as they were given. */
    static Map<String, Object> fields(TrainingResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("student", result.student().toString());
        fields.put("sha256", result.sha256());
        fields.put("bytes", result.bytes());
        fields.put("parameters", result.parameters());
        fields.put("steps", result.steps());
        fields.put("epochs", result.epochs());
        fields.put("seconds", result.seconds());
        fields.put("imagesPerSecond", result.imagesPerSecond());
        fields.put("validation", MetricsLog.fields(result.marks()));
        fields.put("best", MetricsLog.fields(result.best()));
        fields.put("bestStep", result.bestStep());
        fields.put("teacher", MetricsLog.fields(result.teacher()));
        fields.put("exportDifference", result.difference());
        return fields;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
