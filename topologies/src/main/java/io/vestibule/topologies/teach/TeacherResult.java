package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.matching.TemplateSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * The teacher's output for one face.
 *
 * @param embedding the teacher's embedding of the face
 * @param centres class centres that the label refers to; empty if there are none
 * @param decision label and similarities of the face
 * @param seenAt capture time of the face
 * @param consentAt time at which consent is judged: the later of capture time and wall clock
 */
record TeacherResult(
        AlignedFace face,
        Embedding embedding,
        Optional<TemplateSnapshot> centres,
        LabelDecision decision,
        Instant seenAt,
        Instant consentAt) {}
