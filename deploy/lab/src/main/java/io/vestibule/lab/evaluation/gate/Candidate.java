package io.vestibule.lab.evaluation.gate;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.select.Split;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.students.StudentFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A student with its metadata, and the data for its evaluation.
 *
 * @param teacher name of the teacher in the zoo
 * @param teacherModel file of the teacher; empty for an ensemble, which has several
 * @param evaluationSplit the split whose validation side is used; empty for all people
 */
record Candidate(
        StudentFile file, String teacher, Optional<PreparedModel> teacherModel, Optional<Split> evaluationSplit) {

    /**
     * Returns whether no evaluated person was in the training data, according to the metadata. Each name has a fixed
     * position in the split, so a person who is held out at one share is held out at every larger one.
     */
    boolean isEvaluatedOnHeldOutPeople() {
        double evaluated = evaluationSplit.map(Split::validation).orElse(1.0);
        return heldOut().stream().anyMatch(share -> evaluated <= share);
    }

    /**
     * Returns the share of people that training held out: from the metadata, or the default; empty if the metadata is
     * invalid.
     */
    Optional<Double> heldOut() {
        try {
            return Optional.of(file.metadata(StudentFile.VALIDATION)
                    .map(share -> new Split(Double.parseDouble(share)))
                    .orElse(Split.DEFAULT)
                    .validation());
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    /** Returns whether the metadata names the space of this teacher, with the same model file as in this zoo. */
    boolean claimsSpace() {
        return file.metadata(StudentFile.SPACE).equals(Optional.of(teacher)) && hasThisTeacher();
    }

    /**
     * Returns whether the student was trained by this teacher. A dataset identifies its teacher by the hash of its
     * members' ids; a single model has one member.
     */
    boolean hasThisTeacher() {
        return teacherModel.isPresent()
                && file.metadata(StudentFile.TEACHER).equals(Optional.of(teacher))
                && file.metadata(StudentFile.TEACHER_ID)
                        .filter(id -> id.equals(teacherModel.get().id())
                                || id.equals(Sha256.hex(StandardCharsets.UTF_8.encode(
                                        teacherModel.get().id()))))
                        .isPresent();
    }

    /** Returns the missing metadata keys that describe the provenance. */
    List<String> missingProvenanceKeys() {
        List<String> missing = new ArrayList<>();
        for (String key :
                List.of(StudentFile.TEACHER, StudentFile.TEACHER_ID, StudentFile.DATASET, StudentFile.RECIPE)) {
            if (file.metadata(key).isEmpty()) {
                missing.add(key);
            }
        }
        return missing;
    }
}
