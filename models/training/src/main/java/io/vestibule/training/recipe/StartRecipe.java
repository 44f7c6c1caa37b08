package io.vestibule.training.recipe;

import io.vestibule.training.pruning.PruningCost;

/**
 * Initial weights from a teacher, with the most important of its inner channels. See {@link
 * io.vestibule.training.pruning.ChannelPruning}.
 *
 * @param from name of the teacher in the zoo
 * @param keep share of the blocks' inner channels to keep, over 0 to 1
 * @param of whether that is a share of their number or of their computation
 * @param refit whether the kept channels are distributed over the blocks by the error that they avoid, and each block's projection is
 *     fitted again; otherwise each block keeps the same share
 */
public record StartRecipe(String from, double keep, PruningCost of, boolean refit) {

    static StartRecipe read(RecipeSection section) {
        StartRecipe start = new StartRecipe(
                section.text("from"),
                section.number("keep", NumberRange.over(0, 1)),
                section.choice("of", PruningCost.CHANNELS, PruningCost.class),
                section.flag("refit", true));
        section.rejectUnknownKeys();
        if (start.of() == PruningCost.WORK && !start.refit()) {
            throw section.error("of: work needs refit: true, because without it each block keeps the same share");
        }
        return start;
    }

    String yaml() {
        // Omitted for the default, so that older runs, whose recipe does not contain the key, can be resumed.
        String share = of == PruningCost.CHANNELS ? "" : ", of: " + RecipeSection.nameOf(of);
        return "{from: %s, keep: %s%s, refit: %b}".formatted(from, RecipeNumbers.text(keep), share, refit);
    }
}
