package io.vestibule.lab.evaluation.gate;

import io.vestibule.dataset.select.Split;
import io.vestibule.topologies.faces.HashSampling;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.students.StudentFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A student, what its file says of it, and whom and what it is held against.
 *
 * @param teacher name of the teacher, in the zoo
 * @param teacherModel the teacher's file; empty for an ensemble, which is several
 * @param judges whose validation side it is judged by; empty for everybody
 */
record Candidate(StudentFile file, String teacher, Optional<PreparedModel> teacherModel, Optional<Split> judges) {

    /**
     * Whether it learnt from none of those that it is judged by, as far as its file says. The split goes by a lot that each
     * name has: who is held out at a share is so at every larger one.
     */
    boolean isJudgedByStrangers() {
        double judged = judges.map(Split::validation).orElse(1.0);
        return heldOut().stream().anyMatch(share -> judged <= share);
    }

    /** The share of people that training held out: as the file says, or the default; empty where it says what is no share. */
    Optional<Double> heldOut() {
        try {
            return Optional.of(file.metadata(StudentFile.VALIDATION)
                    .map(share -> new Split(Double.parseDouble(share)))
                    .orElse(Split.DEFAULT)
                    .validation());
        } catch (IllegalArgumentException noShare) {
            return Optional.empty();
        }
    }

    /** Whether it says that it was trained into the sphere of this teacher, as this zoo has it. */
    boolean claimsSpace() {
        return file.metadata(StudentFile.SPACE).equals(Optional.of(teacher)) && wasTaughtByThisTeacher();
    }

    /** A dataset names its teacher by the hash of its members' ids, of which a single model is the only one. */
    boolean wasTaughtByThisTeacher() {
        return teacherModel.isPresent()
                && file.metadata(StudentFile.TEACHER).equals(Optional.of(teacher))
                && file.metadata(StudentFile.TEACHER_ID)
                        .filter(id -> id.equals(teacherModel.get().id())
                                || id.equals(HashSampling.hex(StandardCharsets.UTF_8.encode(
                                        teacherModel.get().id()))))
                        .isPresent();
    }

    /** Keys without which nobody can say what it was made of. */
    List<String> missingOfChain() {
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
