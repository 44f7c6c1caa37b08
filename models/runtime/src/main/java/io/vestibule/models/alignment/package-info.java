/** Where the points of a face belong, and the transforms that bring them there. Pure maths, no pixels. */
@NullMarked
package io.vestibule.models.alignment;

import org.jspecify.annotations.NullMarked;
