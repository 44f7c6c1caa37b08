package io.vestibule.training.trainer;

import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.recipe.LossRecipe;
import io.vestibule.training.recipe.Recipe;

/** Checks that a recipe and the training data fit each other. */
final class RecipeCheck {

    private static final int FEWEST_FACES = 2;

    private RecipeCheck() {}

    /** @throws TrainingException if they do not */
    static void check(Recipe recipe, TrainingData data, IdentityClasses classes) {
        if (data.training().size() < FEWEST_FACES) {
            throw new TrainingException("the datasets have " + data.training().size()
                    + " faces for training, but at least " + FEWEST_FACES + " are needed; add datasets");
        }
        if (data.validation().size() < FEWEST_FACES) {
            throw new TrainingException("the datasets have " + data.validation().size()
                    + " faces for validation, but at least " + FEWEST_FACES
                    + " are needed; add identities, or raise validation.share");
        }
        boolean needsNoTeacher = recipe.losses().stream().allMatch(loss -> loss.kind() == LossRecipe.Kind.ARCFACE);
        if (!needsNoTeacher && recipe.student().embedding() != data.dimension()) {
            throw new TrainingException(
                    "student.embedding is " + recipe.student().embedding() + ", but the teacher "
                            + data.teacher() + " has embeddings of " + data.dimension()
                            + " values; change student.embedding, or label the faces with another teacher");
        }
        if (recipe.losses().stream().anyMatch(LossRecipe::needsLabels) && classes.count() < 2) {
            throw new TrainingException(
                    "the losses need training faces of at least two identities, but the datasets have "
                            + classes.count() + "; use the loss angle, which needs no labels");
        }
    }
}
