/** Trained models: their ONNX files, their entries, and the checks that an entry must pass. */
@NullMarked
package io.vestibule.zoo.students;

import org.jspecify.annotations.NullMarked;
