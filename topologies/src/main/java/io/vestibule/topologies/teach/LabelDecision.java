package io.vestibule.topologies.teach;

import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.schemas.LabelOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The label of a face, from the class centres or from a person, with its similarities.
 *
 * @param nearest most similar class centres, best first
 * @param margin difference between the best and the second cosine, 0 to 2; infinite if there is no second centre
 * @param centres version of the class centres; empty if there are none
 * @param label the best centre if it is similar enough and its margin is large enough; or the subject named by a person, with
 *     the cosine to that subject's centre
 * @param labelOrigin source of the label; {@link LabelOrigin#NONE} without a label
 * @param expiresAt the label may not be used after this time
 */
public record LabelDecision(
        List<ScoredSubject> nearest,
        float margin,
        String centres,
        Optional<ScoredSubject> label,
        LabelOrigin labelOrigin,
        Instant expiresAt) {}
