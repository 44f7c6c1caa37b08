package io.vestibule.training.data;

import java.util.List;
import java.util.Map;

/**
 * The training and validation faces of a run.
 *
 * @param teacher name of the teacher in the zoo
 * @param teacherId SHA-256 of the teacher's parts
 * @param contract id of the teacher's embedding space
 * @param dimension of the teacher's embeddings
 * @param contents content hashes of the datasets, in their order
 * @param training training faces
 * @param validation validation faces; each has an identity, and none of these is in the training faces
 * @param centres unit centres of the datasets, by identity
 */
public record TrainingData(
        String teacher,
        String teacherId,
        String contract,
        int dimension,
        List<String> contents,
        List<TrainingExample> training,
        List<TrainingExample> validation,
        Map<String, float[]> centres) {

    public TrainingData {
        contents = List.copyOf(contents);
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        centres = Map.copyOf(centres);
    }

    /** Identifies teacher and datasets. Equal datasets have equal fingerprints. */
    public String fingerprint() {
        return teacherId + " " + String.join(" ", contents);
    }
}
