/**
 * Initial students from a teacher: its weights, read from the ONNX file, without the least important inner channels.
 */
@NullMarked
package io.vestibule.training.pruning;

import org.jspecify.annotations.NullMarked;
