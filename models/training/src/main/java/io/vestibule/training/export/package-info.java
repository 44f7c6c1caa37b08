/** A student as an ONNX file that runs wherever its teacher runs, and the proof that it is the same student. */
@NullMarked
package io.vestibule.training.export;

import org.jspecify.annotations.NullMarked;
