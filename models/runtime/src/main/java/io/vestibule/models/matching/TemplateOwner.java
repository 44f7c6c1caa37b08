package io.vestibule.models.matching;

/**
 * Owner of template rows. All rows of a subject share one object, compared by identity. A subject that is put again has a new one.
 *
 * @param usableUntil last moment at which the subject may match
 * @param digest SHA-256 of the subject's templates; must not be changed
 */
record TemplateOwner(String subject, long usableUntil, byte[] digest) {}
