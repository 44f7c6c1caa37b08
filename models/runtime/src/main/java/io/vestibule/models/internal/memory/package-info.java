/** Memory outside the Java heap, used again and again: what a frame needs was there before it came. */
@NullMarked
package io.vestibule.models.internal.memory;

import org.jspecify.annotations.NullMarked;
