package io.vestibule.training.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a run.
 *
 * @param path created if it is missing
 */
public record RunFolder(Path path) {

    /** The exported student. */
    public Path student() {
        return path.resolve("student.onnx");
    }

    /** The result as one JSON object. */
    public Path result() {
        return path.resolve("result.json");
    }

    /** Progress and validation metrics, one JSON object a line. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** The report as an HTML page. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The recipe in its canonical form. */
    public Path recipe() {
        return path.resolve("recipe.yaml");
    }

    /** The newest checkpoint, from which the run is resumed. */
    public Path lastCheckpoint() {
        return path.resolve("last.safetensors");
    }

    /** The checkpoint with the best validation metrics. */
    public Path bestCheckpoint() {
        return path.resolve("best.safetensors");
    }

    /**
     * Creates the folder for a new run, or checks that it contains a run to resume.
     *
     * @throws TrainingException if a new run would overwrite another one, or there is none to resume
     */
    void open(boolean resume) {
        boolean hasCheckpoint = Files.exists(lastCheckpoint());
        if (resume && !hasCheckpoint) {
            throw new TrainingException(path + ": contains no run to resume, because "
                    + lastCheckpoint().getFileName() + " is missing; omit --resume");
        }
        if (!resume && (hasCheckpoint || Files.exists(bestCheckpoint()) || Files.exists(student()))) {
            throw new TrainingException(path + ": already contains a run; "
                    + (hasCheckpoint ? "use --resume, or name another folder" : "name another folder"));
        }
        try {
            Files.createDirectories(path);
            if (!hasCheckpoint) {
                // A run that was killed before its first step leaves metrics, but nothing to resume.
                Files.deleteIfExists(metrics());
            }
        } catch (IOException e) {
            throw new TrainingException(path + ": the folder of the run cannot be created: " + e, e);
        }
    }
}
