package io.vestibule.training.recipe;

import io.vestibule.training.network.Activation;
import java.util.Optional;

/**
 * The student's network.
 *
 * @param width multiplier of MobileFaceNet's channels, over 0 to 2; must be 1 with a start
 * @param activation after each convolution that is not linear
 * @param embedding dimension of the embedding, 16 to 2048
 * @param start initial weights from a teacher; without it, random weights and batch normalisation
 */
public record StudentRecipe(double width, Activation activation, int embedding, Optional<StartRecipe> start) {

    static StudentRecipe read(RecipeSection section) {
        StudentRecipe student = new StudentRecipe(
                section.number("width", 1, NumberRange.over(0, 2)),
                section.choice("activation", Activation.PRELU, Activation.class),
                section.count("embedding", 512, NumberRange.from(16, 2048)),
                section.section("start").map(StartRecipe::read));
        section.rejectUnknownKeys();
        if (student.start().isPresent() && (student.width() != 1 || student.embedding() != 512)) {
            throw section.error("with start, width must be 1 and embedding 512, like the teacher's");
        }
        return student;
    }

    String yaml() {
        return "{width: %s, activation: %s, embedding: %s%s}"
                .formatted(
                        RecipeNumbers.text(width),
                        RecipeSection.nameOf(activation),
                        embedding,
                        start.map(given -> ", start: " + given.yaml()).orElse(""));
    }
}
