/**
 * Optimizers, gradient clipping, learning rate and weight average, in plain arithmetic on the heap. The state of the engine's own
 * optimizers cannot be saved, so that no run could be resumed exactly. For the few million parameters of a student this costs a few
 * hundredths of a step. See {@code adr/0002-own-optimizers.md}.
 */
@NullMarked
package io.vestibule.training.optimizer;

import org.jspecify.annotations.NullMarked;
