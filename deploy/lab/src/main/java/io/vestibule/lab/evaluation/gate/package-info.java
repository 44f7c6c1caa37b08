/**
 * Decides whether a student may serve. The gate compares the student with its teacher and with the model that serves now,
 * on people outside the training data: each model alone, across templates, and with degraded faces. The limits are
 * configuration. A student that passes can be added to the zoo.
 */
@NullMarked
package io.vestibule.lab.evaluation.gate;

import org.jspecify.annotations.NullMarked;
