/**
 * Configuration: settings records, one per topic, filled from one YAML file, environment variables and options.
 *
 * <p>The records are the only list of keys. A key is the path of a record component in kebab-case, such as {@code
 * topics.names.soft-labels}. Its environment variable is {@code VESTIBULE_} and the path in capitals, such as {@code
 * VESTIBULE_TOPICS_NAMES_SOFT_LABELS}. The {@code @param} texts of the records describe the keys; a test generates the tables
 * of {@code deploy/app/CONFIGURATION.md} from them and compares, so that no key changes by accident.
 */
@NullMarked
package io.vestibule.service.config;

import org.jspecify.annotations.NullMarked;
