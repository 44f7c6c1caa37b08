package io.vestibule.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.manifest.Provenance;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the shipped students with the recipes of their names. */
@Tag("slow")
class PublishedRecipesTest {

    private static final PreparedModels ZOO = PreparedZoo.models();

    @ParameterizedTest
    @ValueSource(strings = {"half", "third"})
    void shouldEqualTheRecipeInTheStudentsFileWhenItHasItsName(String student) {
        // Given
        Provenance descent = ZOO.model(student).card().provenance().orElseThrow();

        // When
        Recipe recipe = Recipe.read(Path.of("recipes", student + ".yaml"));

        // Then
        assertThat(descent.recipe()).isEqualTo(recipe.canonical());
    }
}
