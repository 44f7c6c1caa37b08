/** Export of a student as an ONNX file that runs like its teacher, and the check of the file. */
@NullMarked
package io.vestibule.training.export;

import org.jspecify.annotations.NullMarked;
