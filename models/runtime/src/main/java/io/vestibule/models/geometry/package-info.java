/**
 * Points and boxes in images.
 */
@NullMarked
package io.vestibule.models.geometry;

import org.jspecify.annotations.NullMarked;
