/**
 * Faces as a door's camera might have had them: off the middle, dark, blurred, noisy, compressed, grey, small. The one place of the school that knows OpenCV.
 */
@NullMarked
package io.vestibule.training.augmentation;

import org.jspecify.annotations.NullMarked;
