/** From a detector's raw scores and boxes to faces. Pure maths, no pixels. */
@NullMarked
package io.vestibule.models.detection;

import org.jspecify.annotations.NullMarked;
