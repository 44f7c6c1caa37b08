/** Validation of a student on identities that are not in its training data, beside its teacher. */
@NullMarked
package io.vestibule.training.evaluation;

import org.jspecify.annotations.NullMarked;
