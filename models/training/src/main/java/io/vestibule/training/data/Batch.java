package io.vestibule.training.data;

/**
 * The faces of one training step with their targets.
 *
 * @param pixels network input of all faces, see {@link io.vestibule.training.network.FacePixels}
 * @param teacherEmbeddings the teacher's unit embeddings of all faces
 * @param classes class of each face, or {@link io.vestibule.training.loss.LossInput#UNLABELLED}
 */
public record Batch(float[] pixels, float[] teacherEmbeddings, int[] classes) {

    /** Number of faces. */
    public int size() {
        return classes.length;
    }
}
