package io.vestibule.training.recipe;

import java.util.List;

/**
 * A teacher that looks at each picture as the student sees it, cropped and spoilt, instead of being quoted from the dataset.
 *
 * @param teacher name of the model in the zoo; the one that labelled the faces
 * @param hints weight of the hints beside the losses, 0 for none
 * @param after blocks, from 0, whose maps are compared
 */
public record LiveTeacherRecipe(String teacher, double hints, List<Integer> after) {

    /** The ends of the teacher's four rooms: the last block of each size of map, and the middle of the longest. */
    private static final List<Integer> ROOMS = List.of(4, 8, 11, 14);

    public LiveTeacherRecipe {
        after = List.copyOf(after);
    }

    static LiveTeacherRecipe read(RecipeSection section) {
        LiveTeacherRecipe live = new LiveTeacherRecipe(
                section.text("teacher"),
                section.number("hints", 0, NumberRange.from(0, 1e6)),
                section.counts("after", ROOMS, NumberRange.from(0, 14)));
        section.end();
        return live;
    }

    String yaml() {
        return "{teacher: %s, hints: %s, after: %s}".formatted(teacher, RecipeNumbers.text(hints), after);
    }
}
