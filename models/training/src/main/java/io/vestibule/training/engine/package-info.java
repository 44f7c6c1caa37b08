/**
 * PyTorch inside the JVM, as little of it as the school needs: the start of the engine without telemetry and without
 * downloads, and networks as TorchScript texts whose weights come in as arguments.
 *
 * <p>One text for a whole network, and not a tree of blocks, because each call through the bridge costs, and because
 * only inside can maps stay in the layout (channels last) that the convolutions are fastest in.
 *
 * <p>Native memory: whoever opens a manager, a script or an array closes it. Arrays made in a step belong to the step's
 * manager and go with it. Nothing here may be used by two threads at once.
 */
@NullMarked
package io.vestibule.training.engine;

import org.jspecify.annotations.NullMarked;
