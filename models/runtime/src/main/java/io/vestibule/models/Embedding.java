package io.vestibule.models;

/**
 * A face as a model sees it.
 *
 * @param unit unit vector; not to be changed
 * @param norm the vector's length before it was made unit: small where the model saw little
 */
public record Embedding(float[] unit, float norm) {

    /** Cosine similarity, -1 to 1. */
    public float cosine(Embedding other) {
        float sum = 0;
        for (int i = 0; i < unit.length; i++) {
            sum += unit[i] * other.unit[i];
        }
        return sum;
    }
}
