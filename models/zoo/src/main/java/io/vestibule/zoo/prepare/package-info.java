/**
 * Turns files of packages into ONNX models. The same files give the same bytes on every machine.
 *
 * <p>Graphs are edited through the ONNX protocol buffer classes; no native library is loaded.
 */
@NullMarked
package io.vestibule.zoo.prepare;

import org.jspecify.annotations.NullMarked;
