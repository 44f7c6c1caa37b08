package io.vestibule.models.embedding;

/**
 * The vector of a face in a model's embedding space.
 *
 * @param unit unit vector; must not be changed
 * @param norm length of the vector before normalisation; small for faces with few details
 */
public record Embedding(float[] unit, float norm) {

    /** Direction and length of a model's output. The direction of a zero vector is zero, so its cosine with any vector is 0. */
    public static Embedding ofVector(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        float norm = (float) Math.sqrt(square);
        float[] unit = new float[vector.length];
        if (norm > 0) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = vector[i] / norm;
            }
        }
        return new Embedding(unit, norm);
    }

    /** Cosine similarity, -1 to 1. */
    public float cosine(Embedding other) {
        float sum = 0;
        for (int i = 0; i < unit.length; i++) {
            sum += unit[i] * other.unit[i];
        }
        return sum;
    }
}
