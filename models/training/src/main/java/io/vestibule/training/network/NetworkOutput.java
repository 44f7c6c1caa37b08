package io.vestibule.training.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a network says of a batch.
 *
 * @param embeddings [batch, embedding], not of unit length
 * @param maps       what blocks gave, [batch, channels, height, width] each, in the order in which they were asked for
 */
public record NetworkOutput(NDArray embeddings, List<NDArray> maps) {}
