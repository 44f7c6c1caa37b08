/**
 * PyTorch in the JVM, reduced to what training needs: the start of the engine without telemetry and downloads, and networks as
 * TorchScript texts that get their weights as arguments.
 *
 * <p>A whole network is one text and not a tree of blocks. Each call through JNI costs time, and feature maps keep the fastest layout
 * of convolutions (channels last) inside a text only. See {@code adr/0001-torchscript-text.md}.
 *
 * <p>Native memory: the code that opens a manager, function or array must close it. Arrays of a step belong to the step's manager
 * and are freed with it. Nothing here is thread-safe.
 */
@NullMarked
package io.vestibule.training.engine;

import org.jspecify.annotations.NullMarked;
