/**
 * Configuration: records, one a concern, filled from one YAML file, the environment and flags.
 *
 * <p>The records are the only list of keys. A key is the path of a record component in kebab-case, {@code
 * topics.names.soft-labels}; its environment variable is {@code VESTIBULE_} and the same in capitals, {@code
 * VESTIBULE_TOPICS_NAMES_SOFT_LABELS}. A test holds {@code deploy/app/CONFIGURATION.md}, where every key is explained,
 * against them, so a component cannot be renamed by accident.
 */
@NullMarked
package io.vestibule.service.config;

import org.jspecify.annotations.NullMarked;
