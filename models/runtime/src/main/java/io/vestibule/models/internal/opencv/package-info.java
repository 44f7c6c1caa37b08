/**
 * The only package that uses OpenCV.
 *
 * <p>The code that creates a native matrix releases it, or keeps it in a pool.
 */
@NullMarked
package io.vestibule.models.internal.opencv;

import org.jspecify.annotations.NullMarked;
