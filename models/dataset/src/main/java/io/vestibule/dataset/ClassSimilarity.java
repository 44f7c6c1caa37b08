package io.vestibule.dataset;

/**
 * How like a face is to the centre of a class.
 *
 * @param identity whose centre
 * @param cosine of the teacher's embedding and the centre, -1 to 1
 */
public record ClassSimilarity(String identity, float cosine) {}
