/**
 * Degradations of pictures, as bytes of blue, green and red. Training, gate and the evaluation of the watch share them. The same input
 * and seed give the same result.
 */
@NullMarked
package io.vestibule.degradation;

import org.jspecify.annotations.NullMarked;
