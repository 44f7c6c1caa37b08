/** The faces that are learnt from and judged by, and how they come to the student: who is on which side, in which order, in which batches. */
@NullMarked
package io.vestibule.training.data;

import org.jspecify.annotations.NullMarked;
