package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/**
 * The loss {@code angle} of a recipe: 1 - cos(x, t), 0 to 2. It is the only loss that needs no labels.
 *
 * <p>Source: Duong et al., "ShrinkTeaNet: Million-scale Lightweight Face Recognition via Shrinking Teacher-Student Networks"
 * (arXiv 1905.10620), section 3, which squares it. It is not squared here, so that the gradient does not vanish at small angles.
 * The program of Svitov and Alyamkin ("MarginDistillation", arXiv 2003.02586) does the same.
 */
public record CosineLoss() implements Loss {

    @Override
    public NDArray of(NDArray student, LossInput input) {
        return UnitVectors.products(UnitVectors.rows(student), input.teacherEmbeddings())
                .mean()
                .neg()
                .add(1);
    }
}
