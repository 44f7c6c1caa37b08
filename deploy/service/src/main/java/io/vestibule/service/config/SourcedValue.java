package io.vestibule.service.config;

/**
 * A value and its source.
 *
 * @param value a {@link String}, a {@link java.util.List} or a {@link java.util.Map} of such values
 * @param origin the source, for messages: "vestibule.yaml:12", "VESTIBULE_TOPICS_PARTITIONS", "--set"
 */
record SourcedValue(Object value, String origin) {}
