package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.EmbeddingContract;

/**
 * An embedded face and its vote.
 *
 * @param unit the embedding, a unit vector; not copied, must not be changed
 */
record MatchedFace(EmbeddingContract contract, float[] unit, Vote vote) {}
