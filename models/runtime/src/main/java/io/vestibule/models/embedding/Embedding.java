package io.vestibule.models.embedding;

/**
 * A face as a model sees it.
 *
 * @param unit unit vector; not to be changed
 * @param norm the vector's length before it was made unit: small where the model saw little
 */
public record Embedding(float[] unit, float norm) {

    /** Direction and length of what a model gave. A vector of length zero stays zero, and is like nothing. */
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
