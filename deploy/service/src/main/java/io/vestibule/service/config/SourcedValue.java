package io.vestibule.service.config;

/**
 * A value as somebody gave it.
 *
 * @param value a {@link String}, a {@link java.util.List} or a {@link java.util.Map} of such values
 * @param origin where, in words a person can find it by: "vestibule.yaml:12", "VESTIBULE_TOPICS_PARTITIONS", "--set"
 */
record SourcedValue(Object value, String origin) {}
