/**
 * The face detector and its feature maps, and the arithmetic from raw scores and boxes to detections.
 *
 * <p>This package contains no native code.
 */
@NullMarked
package io.vestibule.models.detection;

import org.jspecify.annotations.NullMarked;
