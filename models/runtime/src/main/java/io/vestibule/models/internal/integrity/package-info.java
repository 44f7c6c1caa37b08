/**
 * Checks of encoded images before a native decoder reads them. The decoders print warnings to standard error and report nothing to
 * their caller, so the checks must find everything that they would print.
 *
 * <p>This package contains no native code.
 */
@NullMarked
package io.vestibule.models.internal.integrity;

import org.jspecify.annotations.NullMarked;
