package io.vestibule.training.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Output of a network for a batch.
 *
 * @param embeddings [batch, embedding], not of unit length
 * @param maps feature maps of the requested blocks, [batch, channels, height, width] each, in the order of the request
 */
public record NetworkOutput(NDArray embeddings, List<NDArray> maps) {}
