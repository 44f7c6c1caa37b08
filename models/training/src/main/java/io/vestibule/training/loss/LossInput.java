package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * What is known about the samples of a batch.
 *
 * @param teacher the teacher's unit embeddings [B,N]
 * @param classes class of each sample, 0 to C - 1, or {@link #UNLABELLED}; not to be changed
 */
public record LossInput(NDArray teacher, int[] classes) {

    /** Class of a sample of which nobody knows who it is. */
    public static final int UNLABELLED = -1;

    public LossInput {
        if (teacher.getShape().get(0) != classes.length) {
            throw new IllegalArgumentException(
                    classes.length + " classes for " + teacher.getShape().get(0) + " samples");
        }
    }

    /** Number of samples of which the class is known. */
    int labelled() {
        int labelled = 0;
        for (int known : classes) {
            labelled += known == UNLABELLED ? 0 : 1;
        }
        return labelled;
    }

    /** One row for each sample, 1 at its class and else 0; only zeros where the class is not known, which takes such a sample out of a sum. */
    NDArray oneHot(int count) {
        float[] rows = new float[classes.length * count];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] != UNLABELLED) {
                rows[i * count + classes[i]] = 1;
            }
        }
        return teacher.getManager()
                .create(rows, new Shape(classes.length, count))
                .toType(teacher.getDataType(), false);
    }
}
