package io.vestibule.training.data;

import java.util.List;
import java.util.Map;

/**
 * All that a run learns from and is judged by.
 *
 * @param teacher name of the teacher in the zoo
 * @param teacherId SHA-256 over what it consists of
 * @param contract id of the space that the teacher's embeddings live in
 * @param length of an embedding of the teacher's
 * @param contents content hashes of the datasets, in their order
 * @param training faces that are learnt from
 * @param validation faces that the student is judged by, each of a known person, none of whom is among the training faces
 * @param centres the datasets' unit centres of people, by identity
 */
public record TrainingData(
        String teacher,
        String teacherId,
        String contract,
        int length,
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

    /** Names what is learnt from; the same datasets have the same. */
    public String fingerprint() {
        return teacherId + " " + String.join(" ", contents);
    }
}
