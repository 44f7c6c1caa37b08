package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Targets of a batch.
 *
 * @param teacherEmbeddings the teacher's unit embeddings [B,N]
 * @param classes class of each sample, 0 to C - 1, or {@link #UNLABELLED}; not to be changed
 */
public record LossInput(NDArray teacherEmbeddings, int[] classes) {

    /** Class of a sample without an identity. */
    public static final int UNLABELLED = -1;

    public LossInput {
        if (teacherEmbeddings.getShape().get(0) != classes.length) {
            throw new IllegalArgumentException(classes.length + " classes for "
                    + teacherEmbeddings.getShape().get(0) + " samples");
        }
    }

    /** Number of samples with a class. */
    int labelled() {
        int labelled = 0;
        for (int known : classes) {
            labelled += known == UNLABELLED ? 0 : 1;
        }
        return labelled;
    }

    /**
     * One-hot rows, [B,C]. The row of a sample without a class is zero, which removes the sample from a sum.
     *
     * @param count number of classes, C
     */
    NDArray oneHot(int count) {
        float[] rows = new float[classes.length * count];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] != UNLABELLED) {
                rows[i * count + classes[i]] = 1;
            }
        }
        return teacherEmbeddings
                .getManager()
                .create(rows, new Shape(classes.length, count))
                .toType(teacherEmbeddings.getDataType(), false);
    }
}
