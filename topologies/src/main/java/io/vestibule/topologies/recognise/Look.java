package io.vestibule.topologies.recognise;

import io.vestibule.models.EmbeddingContract;

/**
 * A face that was clear enough to judge by.
 *
 * @param unit the face, embedded; not to be changed
 */
record Look(EmbeddingContract contract, float[] unit, Ballot ballot) {}
