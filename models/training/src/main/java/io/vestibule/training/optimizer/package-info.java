/**
 * How gradients become steps. All of it on the heap, in plain arithmetic: the engine's own optimisers keep a state that cannot be saved, and so no run
 * could be taken up again exactly. For the few million numbers of a student it costs some hundredths of a step.
 */
@NullMarked
package io.vestibule.training.optimizer;

import org.jspecify.annotations.NullMarked;
