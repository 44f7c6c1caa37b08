package io.vestibule.topologies.teach;

import io.vestibule.models.matching.Scored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose a face is, as far as the gallery tells.
 *
 * @param nearest most similar class centres, best first
 * @param centres version of the class centres; empty if there are none
 * @param label the best centre, where it is near enough and well ahead
 * @param expiresAt after this moment the label may not be used
 */
record Opinion(List<Scored> nearest, String centres, Optional<Scored> label, Instant expiresAt) {}
