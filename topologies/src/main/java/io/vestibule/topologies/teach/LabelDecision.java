package io.vestibule.topologies.teach;

import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.schemas.LabelOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose a face is, as far as the class centres tell, or as somebody said.
 *
 * @param nearest most similar class centres, best first
 * @param lead how far the nearest centre is ahead of the next, 0 to 2; infinite where there is no next
 * @param centres version of the class centres; empty if there are none
 * @param label the best centre, where it is near enough and well ahead; or whom somebody named, with the cosine to that centre
 * @param labelOrigin which of the two; {@link LabelOrigin#NONE} without a label
 * @param expiresAt after this moment the label may not be used
 */
public record LabelDecision(
        List<ScoredSubject> nearest,
        float lead,
        String centres,
        Optional<ScoredSubject> label,
        LabelOrigin labelOrigin,
        Instant expiresAt) {}
