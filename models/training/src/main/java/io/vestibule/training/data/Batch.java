package io.vestibule.training.data;

/**
 * Faces of one step, ready for the network.
 *
 * @param pixels planes of each face, one after the other, see {@link io.vestibule.training.network.FacePixels}
 * @param teacher unit embeddings, one after the other
 * @param classes of each face, or {@link io.vestibule.training.loss.LossInput#UNLABELLED}
 */
public record Batch(float[] pixels, float[] teacher, int[] classes) {

    /** Number of faces. */
    public int size() {
        return classes.length;
    }
}
