/** YAML files as values that know their line, for error messages that name it. */
@NullMarked
package io.vestibule.common.yaml;

import org.jspecify.annotations.NullMarked;
