package io.vestibule.training.recipe;

import io.vestibule.training.start.Share;

/**
 * A start from a teacher's own weights, with the most important of its inner channels.
 *
 * @param from name of the teacher in the zoo
 * @param keep share of the blocks' inner channels that stays, over 0 to 1
 * @param of whether that is a share of their number or of their work
 * @param refit whether the channels that stay are spread over the blocks by what these would lose, and each block's projection is fitted again to
 *     what the teacher's block gave, before anything is learnt; else each block keeps that share
 */
public record StartRecipe(String from, double keep, Share of, boolean refit) {

    static StartRecipe read(Section section) {
        StartRecipe start = new StartRecipe(
                section.text("from"),
                section.number("keep", Range.over(0, 1)),
                section.choice("of", Share.CHANNELS, Share.class),
                section.flag("refit", true));
        section.end();
        if (start.of() == Share.WORK && !start.refit()) {
            throw section.refused(
                    "a share of the work needs refit: true; without it each block keeps that share of its own");
        }
        return start;
    }

    String yaml() {
        // Left out where nothing else was ever meant: runs of before go on under the text that they began with.
        String share = of == Share.CHANNELS ? "" : ", of: " + Section.written(of);
        return "{from: %s, keep: %s%s, refit: %b}".formatted(from, Numbers.text(keep), share, refit);
    }
}
