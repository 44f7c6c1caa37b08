package io.vestibule.dataset;

/**
 * Similarity of a face to the centre of one class.
 *
 * @param identity the class
 * @param cosine of the teacher's embedding and the centre, -1 to 1
 */
public record ClassSimilarity(String identity, float cosine) {}
