/**
 * The only package that uses ONNX Runtime.
 *
 * <p>Tensors are opened and closed within one call. Callers see float buffers.
 */
@NullMarked
package io.vestibule.models.internal.onnx;

import org.jspecify.annotations.NullMarked;
