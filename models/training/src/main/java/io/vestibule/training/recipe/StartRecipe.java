package io.vestibule.training.recipe;

import io.vestibule.training.pruning.PruningCost;

/**
 * A start from a teacher's own weights, with the most important of its inner channels.
 *
 * @param from name of the teacher in the zoo
 * @param keep share of the blocks' inner channels that stays, over 0 to 1
 * @param of whether that is a share of their number or of their work
 * @param refit whether the channels that stay are spread over the blocks by what these would lose, and each block's projection is fitted again to
 *     what the teacher's block gave, before anything is learnt; else each block keeps that share
 */
public record StartRecipe(String from, double keep, PruningCost of, boolean refit) {

    static StartRecipe read(RecipeSection section) {
        StartRecipe start = new StartRecipe(
                section.text("from"),
                section.number("keep", NumberRange.over(0, 1)),
                section.choice("of", PruningCost.CHANNELS, PruningCost.class),
                section.flag("refit", true));
        section.end();
        if (start.of() == PruningCost.WORK && !start.refit()) {
            throw section.refused(
                    "a share of the work needs refit: true; without it each block keeps that share of its own");
        }
        return start;
    }

    String yaml() {
        // Left out where nothing else was ever meant: runs of before go on under the text that they began with.
        String share = of == PruningCost.CHANNELS ? "" : ", of: " + RecipeSection.written(of);
        return "{from: %s, keep: %s%s, refit: %b}".formatted(from, RecipeNumbers.text(keep), share, refit);
    }
}
