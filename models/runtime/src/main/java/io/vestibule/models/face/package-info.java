/**
 * Aligned faces and their quality.
 */
@NullMarked
package io.vestibule.models.face;

import org.jspecify.annotations.NullMarked;
