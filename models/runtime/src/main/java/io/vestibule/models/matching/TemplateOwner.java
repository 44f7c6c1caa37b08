package io.vestibule.models.matching;

/**
 * Whose a row is. One object for all rows of a subject, compared by identity; a subject that is put again gets a new one.
 *
 * @param usableUntil last moment at which the subject may match
 * @param digest SHA-256 of the subject and its templates; not to be changed
 */
record TemplateOwner(String subject, long usableUntil, byte[] digest) {}
