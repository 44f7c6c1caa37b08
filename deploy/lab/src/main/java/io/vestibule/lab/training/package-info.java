/** The progress lines and the report of a training run. */
@NullMarked
package io.vestibule.lab.training;

import org.jspecify.annotations.NullMarked;
