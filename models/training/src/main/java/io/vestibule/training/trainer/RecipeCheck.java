package io.vestibule.training.trainer;

import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.recipe.LossRecipe;
import io.vestibule.training.recipe.Recipe;

/** Whether recipe and faces fit each other. */
final class RecipeCheck {

    private static final int FEWEST_FACES = 2;

    private RecipeCheck() {}

    /** @throws TrainingException if they do not */
    static void check(Recipe recipe, TrainingData material, IdentityClasses classes) {
        if (material.training().size() < FEWEST_FACES) {
            throw new TrainingException(
                    "the datasets have " + material.training().size() + " faces to learn from, and at least "
                            + FEWEST_FACES + " are needed");
        }
        if (material.validation().size() < FEWEST_FACES) {
            throw new TrainingException(
                    "the datasets have " + material.validation().size()
                            + " faces of known people to judge by, and at least " + FEWEST_FACES
                            + " are needed: more identities, or a larger validation.share");
        }
        boolean teacherless = recipe.losses().stream().allMatch(loss -> loss.kind() == LossRecipe.Kind.ARCFACE);
        if (!teacherless && recipe.student().embedding() != material.length()) {
            throw new TrainingException(
                    "student.embedding is " + recipe.student().embedding() + ", but the teacher "
                            + material.teacher() + " has embeddings of " + material.length()
                            + ": label the faces with a teacher whose embeddings are as long, or change the student");
        }
        if (recipe.losses().stream().anyMatch(LossRecipe::needsLabels) && classes.count() < 2) {
            throw new TrainingException(
                    "the losses of the recipe need faces of at least two known people to learn from, and the datasets have "
                            + classes.count() + "; without labels, angle is the loss to take");
        }
    }
}
