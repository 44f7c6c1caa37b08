/** The one door to ONNX Runtime. Tensors are opened and closed within one call; callers see float buffers. */
@NullMarked
package io.vestibule.models.internal.onnx;

import org.jspecify.annotations.NullMarked;
