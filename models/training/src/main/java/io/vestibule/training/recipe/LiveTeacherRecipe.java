package io.vestibule.training.recipe;

import java.util.List;

/**
 * A teacher that computes the targets from each augmented face, instead of the embeddings of the dataset.
 *
 * @param teacher name of the teacher in the zoo; it must be the teacher of the datasets
 * @param hints weight of the distance of feature maps; 0 for none
 * @param after blocks, from 0, whose feature maps are compared
 */
public record LiveTeacherRecipe(String teacher, double hints, List<Integer> after) {

    /** The last block of each map size, and the middle block of the longest sequence. */
    private static final List<Integer> DEFAULT_BLOCKS = List.of(4, 8, 11, 14);

    public LiveTeacherRecipe {
        after = List.copyOf(after);
    }

    static LiveTeacherRecipe read(RecipeSection section) {
        LiveTeacherRecipe live = new LiveTeacherRecipe(
                section.text("teacher"),
                section.number("hints", 0, NumberRange.from(0, 1e6)),
                section.counts("after", DEFAULT_BLOCKS, NumberRange.from(0, 14)));
        section.rejectUnknownKeys();
        return live;
    }

    String yaml() {
        return "{teacher: %s, hints: %s, after: %s}".formatted(teacher, RecipeNumbers.text(hints), after);
    }
}
