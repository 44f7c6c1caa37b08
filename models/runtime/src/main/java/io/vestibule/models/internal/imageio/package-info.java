/**
 * Decoding by the Java platform's own decoders: for rare formats, and for images about which a native decoder would print a warning.
 *
 * <p>This package contains no native code of the project.
 */
@NullMarked
package io.vestibule.models.internal.imageio;

import org.jspecify.annotations.NullMarked;
