package io.vestibule.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vestibule.training.network.Activation;
import io.vestibule.training.pruning.PruningCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final String MINIMAL = """
            losses: [{kind: angle}]
            schedule: {}
            budget: {steps: 10}
            """;

    @Test
    void shouldUseDefaultsWhenKeysAreMissing() {
        // When
        Recipe recipe = Recipe.parse("r.yaml", MINIMAL);

        // Then
        assertThat(recipe.student()).isEqualTo(new StudentRecipe(1, Activation.PRELU, 512, Optional.empty()));
        assertThat(recipe.losses()).containsExactly(new LossRecipe.Angle(1));
        assertThat(recipe.augmentation()).isEqualTo(AugmentationRecipe.NONE);
        assertThat(recipe.validation()).isEqualTo(ValidationRecipe.DEFAULT);
        assertThat(recipe.perIdentity()).isEqualTo(1);
        assertThat(recipe.seed()).isEqualTo(1);
    }

    @Test
    void shouldReadEveryKeyWhenGiven() {
        // When
        Recipe recipe = Recipe.parse("r.yaml", """
                student: {width: 1, activation: relu, embedding: 512, start: {from: mobilefacenet, keep: 0.25, of: work, refit: true}}
                losses:
                  - {kind: arcface, weight: 0.5, scale: 32, margin: 0.4}
                  - {kind: triplet_cosine, margin: [0.1, 0.3]}
                  - {kind: margin_softmax, temperature: 2, share: 0.7}
                  - {kind: margin_distillation, weight: 0.1, scale: 64, margin: [0.2, 0.5]}
                schedule: {optimizer: sgd, rate: 0.1, warmup_steps: 7, decay: constant, weight_decay: 0.001, momentum: 0.8, average: 0.99, clip: 2}
                augmentation:
                  flip: 0.5
                  jitter: {shift: 4, scale: 0.05, rotation: 5}
                  brightness: 0.2
                  contrast: 0.3
                  blur: {share: 0.1, sigma: [0.5, 2]}
                  noise: {share: 0.2, sigma: [1, 9]}
                  jpeg: {share: 0.3, quality: [30, 60]}
                  small: {share: 0.4, side: [20, 50]}
                  grey: 0.05
                  infrared: 0.06
                batch: 32
                per_identity: 2
                budget: {minutes: 1.5}
                validation: {share: 0.3, every_steps: 50, faces: 100}
                seed: 9
                threads: 4
                """);

        // Then
        assertThat(recipe.student().start()).contains(new StartRecipe("mobilefacenet", 0.25, PruningCost.WORK, true));
        assertThat(recipe.losses())
                .containsExactly(
                        new LossRecipe.ArcFace(0.5, 32, 0.4),
                        new LossRecipe.Triplet(1, true, 0.1, 0.3),
                        new LossRecipe.MarginSoftmax(1, 64, 0.5, 2, 0.7),
                        new LossRecipe.MarginDistillation(0.1, 64, 0.2, 0.5));
        assertThat(recipe.schedule())
                .isEqualTo(new ScheduleRecipe(
                        ScheduleRecipe.Optimizer.SGD, 0.1, 7, ScheduleRecipe.Decay.CONSTANT, 0.001, 0.8, 0.99, 2));
        assertThat(recipe.augmentation().small()).isEqualTo(new AugmentationRecipe.RandomStrength(0.4, 20, 50));
        assertThat(recipe.budget()).isEqualTo(new BudgetRecipe.Minutes(1.5));
        assertThat(recipe.validation()).isEqualTo(new ValidationRecipe(0.3, 50, 100));
        assertThat(recipe.threads()).isEqualTo(4);
        assertThat(Recipe.parse("canonical", recipe.canonical())).isEqualTo(recipe);
    }

    @Test
    void shouldOmitTheDefaultCostWhenWritingTheCanonicalText() {
        // When
        Recipe recipe = Recipe.parse("r", MINIMAL + "student: {start: {from: a, keep: 0.5, of: channels}}");

        // Then
        assertThat(recipe.canonical()).contains("start: {from: a, keep: 0.5, refit: true}");
    }

    @Test
    void shouldSampleFourFacesPerIdentityWhenALossUsesTriplets() {
        // When
        Recipe recipe = Recipe.parse("r", MINIMAL.replace("angle", "triplet_l2"));

        // Then
        assertThat(recipe.perIdentity()).isEqualTo(4);
    }

    static Stream<Arguments> invalidRecipes() {
        return Stream.of(
                arguments("", "r.yaml: the recipe is empty"),
                arguments("- a", "r.yaml:1: a recipe must have keys and values"),
                arguments("losses: [{kind: angle}]\nbudget: {steps: 1}", "schedule is missing"),
                arguments(MINIMAL + "sede: 3", "r.yaml:4: unknown key \"sede\"; did you mean \"seed\"?"),
                arguments(MINIMAL + "batch: 1", "r.yaml:4: batch must be from 2 to 4096, not 1"),
                arguments(
                        MINIMAL + "validation: {faces: 50000}", "validation.faces must be from 20 to 40000, not 50000"),
                arguments(MINIMAL + "batch: many", "r.yaml:4: batch must be a number, not \"many\""),
                arguments(MINIMAL + "batch: 2.5", "r.yaml:4: batch must be a whole number, not 2.5"),
                arguments(MINIMAL + "seed: .nan", "seed must be a number"),
                arguments(MINIMAL + "student: {width: 0}", "student.width must be over 0 and up to 2, not 0"),
                arguments(
                        MINIMAL + "student: {activation: gelu}",
                        "student.activation must be one of prelu, relu, not \"gelu\""),
                arguments(MINIMAL + "student: {start: {keep: 0.5}}", "student.start.from is missing"),
                arguments(
                        MINIMAL + "student: {start: {from: a, keep: 0.5, of: work, refit: false}}",
                        "of: work needs refit: true"),
                arguments(
                        MINIMAL + "student: {start: {from: a, keep: 2}}",
                        "student.start.keep must be over 0 and up to 1"),
                arguments(
                        MINIMAL + "student: {width: 0.5, start: {from: a, keep: 1}}",
                        "student: with start, width must be 1 and embedding 512"),
                arguments(MINIMAL + "augmentation: {jitter: 4}", "augmentation.jitter must have keys and values"),
                arguments(
                        MINIMAL + "augmentation: {jpeg: {share: 0.5, quality: 40}}",
                        "augmentation.jpeg.quality must be two numbers"),
                arguments(
                        MINIMAL + "augmentation: {jpeg: {share: 0.5, quality: [60, 40]}}",
                        "augmentation.jpeg.quality must be [smaller, larger], not [60.0, 40.0]"),
                arguments(MINIMAL + "augmentation: {blur: {}}", "augmentation.blur.share is missing"),
                arguments(MINIMAL + "seed: 1\nseed: 2", "r.yaml:5: the key \"seed\" is set twice"),
                arguments(
                        MINIMAL.replace("steps: 10", ""), "budget: must have exactly one of steps, epochs and minutes"),
                arguments(
                        MINIMAL.replace("steps: 10", "steps: 1, epochs: 1"),
                        "must have exactly one of steps, epochs and minutes"),
                arguments(MINIMAL.replace("steps: 10", "steps: 0"), "budget.steps must be from 1 to"),
                arguments(
                        MINIMAL.replace("kind: angle", "kind: hinge"), "losses[0].kind must be one of arcface, angle"),
                arguments(MINIMAL.replace("kind: angle", "weight: 1"), "losses[0].kind is missing"),
                arguments(
                        MINIMAL.replace("angle}", "angle, scale: 3}"),
                        "unknown key \"losses[0].scale\"; keys are losses[0].kind, losses[0].weight"),
                arguments(MINIMAL.replace("angle}", "angle, weight: 0}"), "losses[0].weight must be over 0"),
                arguments(MINIMAL.replace("[{kind: angle}]", "[]"), "losses must be a list of at least one loss"),
                arguments(MINIMAL.replace("[{kind: angle}]", "angle"), "losses must be a list"),
                arguments(MINIMAL.replace("}]", "}, {kind: angle}]"), "losses contains angle twice"),
                arguments(
                        MINIMAL.replace("angle", "triplet_l2") + "per_identity: 1",
                        "per_identity must be 2 or more with a triplet loss, not 1"),
                arguments(MINIMAL + "augmentation: [", "r.yaml:"));
    }

    @ParameterizedTest
    @MethodSource("invalidRecipes")
    void shouldNameLineAndKeyWhenARecipeIsInvalid(String text, String problem) {
        // When
        ThrowingCallable parse = () -> Recipe.parse("r.yaml", text);

        // Then
        assertThatThrownBy(parse)
                .isInstanceOf(RecipeException.class)
                .hasMessageStartingWith("r.yaml")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldWriteTheSameCanonicalTextWhenTheLocaleDiffers() {
        // Given
        Recipe recipe = Recipe.parse("r.yaml", MINIMAL);
        String expected = recipe.canonical();
        Locale before = Locale.getDefault();

        // When
        String canonical;
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            canonical = recipe.canonical();
        } finally {
            Locale.setDefault(before);
        }

        // Then
        assertThat(canonical).isEqualTo(expected);
    }

    @Test
    void shouldNameTheFileWhenItIsMissing() {
        // When
        ThrowingCallable read = () -> Recipe.read(Path.of("no-such.yaml"));

        // Then
        assertThatThrownBy(read).isInstanceOf(RecipeException.class).hasMessage("no-such.yaml: no such file");
    }

    static Stream<Path> publishedRecipes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("recipes"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("publishedRecipes")
    void shouldReadAPublishedRecipeWhenItIsCanonical(Path file) {
        // Given
        Recipe recipe = Recipe.read(file);

        // When
        Recipe canonical = Recipe.parse("canonical", recipe.canonical());

        // Then
        assertThat(canonical).isEqualTo(recipe);
    }

    @Test
    void shouldDocumentEveryKeyWhenTheRecipeReferenceIsRead() throws IOException {
        // Given
        String page = Files.readString(Path.of("RECIPE.md"));
        String yaml = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        // When
        Recipe recipe = Recipe.parse("RECIPE.md", yaml);

        // Then
        // The reference contains each key of the canonical form.
        List<String> keys = Pattern.compile("([a-z_]+):")
                .matcher(recipe.canonical())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(yaml).contains(key + ":"));
    }
}
