package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.EmbeddingContract;

/**
 * A face that was clear enough to judge by.
 *
 * @param unit the face, embedded; not to be changed
 */
record MatchedFace(EmbeddingContract contract, float[] unit, Vote ballot) {}
