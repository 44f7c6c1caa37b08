package io.vestibule.training.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run keeps what it makes.
 *
 * @param path made if it is missing
 */
public record RunFolder(Path path) {

    /** The student, once it is done. */
    public Path student() {
        return path.resolve("student.onnx");
    }

    /** How it came out, as one JSON object. */
    public Path result() {
        return path.resolve("result.json");
    }

    /** How it went, one JSON object a line. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** How it went, as a page. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The recipe in its canonical form. */
    public Path recipe() {
        return path.resolve("recipe.yaml");
    }

    /** Where it can be taken up. */
    public Path last() {
        return path.resolve("last.safetensors");
    }

    /** Where the averaged student was judged best. */
    public Path best() {
        return path.resolve("best.safetensors");
    }

    /**
     * Makes the folder, or finds in it what is to be taken up.
     *
     * @throws TrainingException if there is a run that nobody asked to take up, or none where one was to be
     */
    void open(boolean resume) {
        boolean begun = Files.exists(last());
        if (resume && !begun) {
            throw new TrainingException(
                    path + " holds no run that could be taken up: " + last().getFileName() + " is missing");
        }
        if (!resume && (begun || Files.exists(best()) || Files.exists(student()))) {
            throw new TrainingException(path + " holds a run already: "
                    + (begun ? "take it up with --resume, or name another folder" : "name another folder"));
        }
        try {
            Files.createDirectories(path);
            if (!begun) {
                // Of a run that was killed before its first step: there is nothing that could be taken up.
                Files.deleteIfExists(metrics());
            }
        } catch (IOException e) {
            throw new TrainingException("the run's folder cannot be made: " + e, e);
        }
    }
}
