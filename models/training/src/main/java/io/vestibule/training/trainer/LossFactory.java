package io.vestibule.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.loss.ArcFaceLoss;
import io.vestibule.training.loss.CosineLoss;
import io.vestibule.training.loss.Loss;
import io.vestibule.training.loss.MarginDistillationLoss;
import io.vestibule.training.loss.MarginRange;
import io.vestibule.training.loss.MarginSoftmaxLoss;
import io.vestibule.training.loss.TripletLoss;
import io.vestibule.training.loss.WeightedLosses;
import io.vestibule.training.loss.WeightedLosses.Term;
import io.vestibule.training.recipe.LossRecipe;
import io.vestibule.training.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Creates the losses of a recipe.
 *
 * @param manager owner of the losses' arrays
 * @param dimension of an embedding
 */
record LossFactory(Recipe recipe, IdentityClasses classes, NDManager manager, int dimension) {

    /** Standard deviation of initial class centres. Only their directions matter. */
    private static final double DEVIATION = 0.01;

    WeightedLosses create() {
        List<Term> terms = new ArrayList<>();
        for (LossRecipe loss : recipe.losses()) {
            String name = loss.kind().name().toLowerCase(Locale.ROOT);
            terms.add(new Term(name, loss.weight(), loss(name, loss)));
        }
        return new WeightedLosses(terms);
    }

    private Loss loss(String name, LossRecipe recipe) {
        if (recipe instanceof LossRecipe.ArcFace arcFace) {
            return new ArcFaceLoss(arcFace.scale(), arcFace.margin(), name, randomCentres(name));
        }
        if (recipe instanceof LossRecipe.Triplet triplet) {
            TripletLoss.Distance distance = triplet.cosine() ? TripletLoss.Distance.COSINE : TripletLoss.Distance.L2;
            return new TripletLoss(distance, new MarginRange(triplet.smallest(), triplet.largest()));
        }
        if (recipe instanceof LossRecipe.MarginSoftmax softmax) {
            return new MarginSoftmaxLoss(
                    softmax.scale(),
                    softmax.margin(),
                    softmax.temperature(),
                    softmax.share(),
                    name,
                    randomCentres(name),
                    teacherCentres());
        }
        if (recipe instanceof LossRecipe.MarginDistillation distillation) {
            MarginRange margins = new MarginRange(distillation.smallest(), distillation.largest());
            return new MarginDistillationLoss(distillation.scale(), margins, teacherCentres());
        }
        return new CosineLoss();
    }

    private NDArray teacherCentres() {
        return manager.create(classes.flatCentres(dimension), new Shape(classes.count(), dimension));
    }

    private NDArray randomCentres(String name) {
        SplittableRandom random = new SplittableRandom(recipe.seed() ^ name.hashCode());
        float[] values = new float[classes.count() * dimension];
        for (int i = 0; i < values.length; i++) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            values[i] = (float) (DEVIATION * radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
        }
        return manager.create(values, new Shape(classes.count(), dimension));
    }
}
