/** Degradations of clips by weather, light and cheap cameras. The same seed and time give the same picture. */
@NullMarked
package io.vestibule.degradation.clip;

import org.jspecify.annotations.NullMarked;
