package io.vestibule.lab.evaluation.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured.
 *
 * @param alone each model against its own templates, faces as they are; by id
 * @param cross student and teacher against each other's templates and their own; only their own where their embeddings have not
 *     the same number of dimensions
 * @param degraded with the probe made worse: each model against its own templates, the student against the teacher's, too; empty
 *     where faces were only looked at as they are
 * @param likeness mean cosine of the student's embedding with the teacher's of the same face, if they can be compared
 */
record GateMeasurements(
        GateModel student,
        GateModel teacher,
        GateModel incumbent,
        ProbeEmbeddings looks,
        HeldOutPhotographs heldOut,
        Map<String, MatchingResult> alone,
        List<MatchingResult> cross,
        List<MatchingResult> degraded,
        EmbeddingLatency pace,
        @Nullable Double likeness) {

    MatchingResult alone(GateModel entrant) {
        return alone.get(entrant.id());
    }

    /** How many times as fast as the incumbent the student is. */
    double speed() {
        return pace.of(incumbent) / pace.of(student);
    }

    /** The student's faces against the teacher's templates, which is how it serves a gallery. */
    Optional<MatchingResult> serving() {
        return cross.stream()
                .filter(match ->
                        match.probe().equals(student) && match.gallery().equals(teacher))
                .findFirst();
    }

    MatchingResult degraded(GateModel probe, GateModel gallery, GateDegradation condition) {
        return degraded.stream()
                .filter(match -> match.condition() == condition
                        && match.probe().id().equals(probe.id())
                        && match.gallery().id().equals(gallery.id()))
                .findFirst()
                .orElseThrow();
    }
}
