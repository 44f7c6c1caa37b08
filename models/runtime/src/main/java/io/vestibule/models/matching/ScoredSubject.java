package io.vestibule.models.matching;

/**
 * A subject and how much a face looks like it.
 *
 * @param score the best cosine over the subject's templates, -1 to 1
 */
public record ScoredSubject(String subject, float score) {}
