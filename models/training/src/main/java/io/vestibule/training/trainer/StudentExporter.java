package io.vestibule.training.trainer;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.common.Sha256;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.export.ExportCheck;
import io.vestibule.training.export.OnnxExporter;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the averaged student of a finished run as an ONNX file with its provenance, and checks the file.
 *
 * @param start description of the student's initialisation
 */
record StudentExporter(Recipe recipe, TrainingData data, RunFolder folder, String start) {

    /** Faces with which the file is compared with the trained student. */
    private static final int CHECKED_FACES = 16;

    /** @param teacher the teacher's verification metrics on the same pairs */
    TrainingResult export(
            TorchEngine engine, Weights student, TrainingLoop.Summary summary, ValidationMetrics.Verification teacher)
            throws IOException {
        OnnxExporter.write(student, metadata(), folder.student());
        double difference = ExportCheck.require(engine, student, folder.student(), faces());
        TrainingResult result = new TrainingResult(
                summary.steps(),
                summary.epochs(),
                summary.seconds(),
                summary.steps() * summary.batchSize() / summary.seconds(),
                summary.last().metrics(),
                summary.best().metrics(),
                summary.best().step(),
                teacher,
                student.architecture().size(),
                folder.student(),
                Sha256.hexOfFile(folder.student()),
                Files.size(folder.student()),
                difference);
        Files.writeString(folder.result(), json(result));
        return result;
    }

    /** The file's provenance, which the gate and the zoo read. */
    private Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("vestibule.teacher", data.teacher());
        metadata.put("vestibule.teacher-id", data.teacherId());
        if (recipe.sharesSpace()) {
            metadata.put("vestibule.space", data.teacher());
        }
        metadata.put("vestibule.dataset", String.join(" ", data.contents()));
        metadata.put("vestibule.recipe", recipe.canonical());
        metadata.put("vestibule.validation", String.valueOf(recipe.validation().share()));
        metadata.put("vestibule.start", start);
        return metadata;
    }

    private List<AlignedFace> faces() {
        return data.validation().stream()
                .limit(CHECKED_FACES)
                .map(example -> example.face().get())
                .toList();
    }

    private static String json(TrainingResult result) throws IOException {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(result.fields())
                + "\n";
    }
}
