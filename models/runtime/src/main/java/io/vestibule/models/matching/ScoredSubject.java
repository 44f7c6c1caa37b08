package io.vestibule.models.matching;

/**
 * A subject with its similarity to a probe.
 *
 * @param score best cosine over the subject's templates, -1 to 1
 */
public record ScoredSubject(String subject, float score) {}
