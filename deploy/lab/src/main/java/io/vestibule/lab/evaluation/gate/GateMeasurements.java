package io.vestibule.lab.evaluation.gate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All measurements of the gate.
 *
 * @param ownGallery each model against its own templates with clean faces, by model id
 * @param cross student and teacher against each other's templates and their own; only their own if their embeddings
 *     differ in length
 * @param degraded with a degraded probe: each model against its own templates, and the student against the teacher's;
 *     empty if only clean faces were used
 * @param likeness mean cosine of the student's embedding with the teacher's embedding of the same face; null if they
 *     cannot be compared
 */
record GateMeasurements(
        GateModel student,
        GateModel teacher,
        GateModel incumbent,
        ProbeEmbeddings embeddings,
        HeldOutPhotographs heldOut,
        Map<String, MatchingResult> ownGallery,
        List<MatchingResult> cross,
        List<MatchingResult> degraded,
        EmbeddingLatency latency,
        @Nullable Double likeness) {

    MatchingResult ownGallery(GateModel model) {
        return Objects.requireNonNull(ownGallery.get(model.id()), model::id);
    }

    /** Returns the speed of the student relative to the incumbent. */
    double speed() {
        return latency.of(incumbent) / latency.of(student);
    }

    /** Returns the student's faces against the teacher's templates, which is how it serves. */
    Optional<MatchingResult> serving() {
        return cross.stream()
                .filter(result ->
                        result.probe().equals(student) && result.gallery().equals(teacher))
                .findFirst();
    }

    MatchingResult degraded(GateModel probe, GateModel gallery, GateDegradation degradation) {
        return degraded.stream()
                .filter(result -> result.degradation() == degradation
                        && result.probe().id().equals(probe.id())
                        && result.gallery().id().equals(gallery.id()))
                .findFirst()
                .orElseThrow();
    }
}
