package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/**
 * The angle to the teacher's embedding: 1 - cos(x, t), 0 to 2. Needs no label, and is the only one that needs none.
 *
 * <p>Duong et al., "ShrinkTeaNet: Million-scale Lightweight Face Recognition via Shrinking Teacher-Student Networks" (arXiv
 * 1905.10620), section 3, has its square; without it, as the program of Svitov and Alyamkin has it ("MarginDistillation", arXiv 2003.02586), the
 * gradient does not fade while the angle is still small.
 */
public record CosineLoss() implements Loss {

    @Override
    public NDArray of(NDArray student, LossInput lesson) {
        return UnitVectors.products(UnitVectors.rows(student), lesson.teacher())
                .mean()
                .neg()
                .add(1);
    }
}
