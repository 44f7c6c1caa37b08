/** How good a student is with people whom it has never seen, beside its teacher. */
@NullMarked
package io.vestibule.training.evaluation;

import org.jspecify.annotations.NullMarked;
