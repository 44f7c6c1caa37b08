/**
 * Small parts that several modules need: checksums, files that are replaced atomically, temporary folders, argument checks.
 *
 * <p>This module depends on no other module and on no library.
 */
@NullMarked
package io.vestibule.common;

import org.jspecify.annotations.NullMarked;
