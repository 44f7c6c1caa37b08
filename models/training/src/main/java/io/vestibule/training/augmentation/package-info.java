/** Random changes of training faces: position, light, blur, noise, compression, colour and resolution. */
@NullMarked
package io.vestibule.training.augmentation;

import org.jspecify.annotations.NullMarked;
