/**
 * Pooled memory outside the Java heap.
 *
 * <p>Buffers are reused from frame to frame, so that a frame allocates nothing outside the heap.
 */
@NullMarked
package io.vestibule.models.internal.memory;

import org.jspecify.annotations.NullMarked;
