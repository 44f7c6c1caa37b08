/**
 * The training of a student, from the recipe to the exported file. {@link io.vestibule.training.trainer.Trainer} prepares a run,
 * and {@code TrainingLoop} repeats its steps. All files of a run are in one folder, from which it can be resumed.
 */
@NullMarked
package io.vestibule.training.trainer;

import org.jspecify.annotations.NullMarked;
