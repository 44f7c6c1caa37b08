/** The one door to OpenCV. Every native matrix is released where it was made, or lives in a pool that says so. */
@NullMarked
package io.vestibule.models.internal.opencv;

import org.jspecify.annotations.NullMarked;
