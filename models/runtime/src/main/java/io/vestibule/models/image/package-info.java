/**
 * Encoded and decoded images, and the decoders between them.
 */
@NullMarked
package io.vestibule.models.image;

import org.jspecify.annotations.NullMarked;
