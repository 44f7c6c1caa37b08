package io.vestibule.training.recipe;

/**
 * A start from a teacher's own weights, with the most important of its inner channels.
 *
 * @param from name of the teacher in the zoo
 * @param keep share of the blocks' inner channels that stays, over 0 to 1
 * @param refit whether the channels that stay are spread over the blocks by what these would lose, and each block's projection is fitted again to
 *     what the teacher's block gave, before anything is learnt; else each block keeps that share
 */
public record StartRecipe(String from, double keep, boolean refit) {

    static StartRecipe read(Section section) {
        StartRecipe start = new StartRecipe(
                section.text("from"), section.number("keep", Range.over(0, 1)), section.flag("refit", true));
        section.end();
        return start;
    }

    String yaml() {
        return "{from: %s, keep: %s, refit: %b}".formatted(from, Numbers.text(keep), refit);
    }
}
