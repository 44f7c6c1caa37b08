/**
 * Where a student begins, if not from scratch: its teacher's own weights, read from the ONNX file, of which the inner
 * channels that matter least are left out.
 */
@NullMarked
package io.vestibule.training.pruning;

import org.jspecify.annotations.NullMarked;
