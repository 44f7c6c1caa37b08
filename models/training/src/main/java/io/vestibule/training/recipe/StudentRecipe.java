package io.vestibule.training.recipe;

import io.vestibule.training.network.Activation;
import java.util.Optional;

/**
 * Which network learns.
 *
 * @param width times MobileFaceNet's numbers of channels, over 0 up to 2; for a start from scratch
 * @param activation after each convolution that is not linear
 * @param embedding length of an embedding, 16 to 2048
 * @param start where it begins; from scratch, with batch normalisation, where there is none
 */
public record StudentRecipe(double width, Activation activation, int embedding, Optional<StartRecipe> start) {

    static StudentRecipe read(RecipeSection section) {
        StudentRecipe student = new StudentRecipe(
                section.number("width", 1, NumberRange.over(0, 2)),
                section.choice("activation", Activation.PRELU, Activation.class),
                section.count("embedding", 512, NumberRange.from(16, 2048)),
                section.section("start").map(StartRecipe::read));
        section.end();
        if (student.start().isPresent() && (student.width() != 1 || student.embedding() != 512)) {
            throw section.refused("a start from a teacher keeps its width (1) and its embedding (512)");
        }
        return student;
    }

    String yaml() {
        return "{width: %s, activation: %s, embedding: %s%s}"
                .formatted(
                        RecipeNumbers.text(width),
                        RecipeSection.written(activation),
                        embedding,
                        start.map(given -> ", start: " + given.yaml()).orElse(""));
    }
}
