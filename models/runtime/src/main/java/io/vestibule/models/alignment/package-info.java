/**
 * The positions of facial points, and the transforms between frame and crop.
 *
 * <p>This package contains no native code.
 */
@NullMarked
package io.vestibule.models.alignment;

import org.jspecify.annotations.NullMarked;
