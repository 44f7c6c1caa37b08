/**
 * A student's time at school, from the recipe to the file: {@link io.vestibule.training.trainer.Trainer} is the loop, and all else is a part of it. A run lives in a folder
 * and can be taken up again from there.
 */
@NullMarked
package io.vestibule.training.trainer;

import org.jspecify.annotations.NullMarked;
