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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final String LEAST = """
            losses: [{kind: angle}]
            schedule: {}
            budget: {steps: 10}
            """;

    @Test
    void shouldFillInWhatIsNotSaid() {
        // When
        Recipe recipe = Recipe.parse("r.yaml", LEAST);

        // Then
        assertThat(recipe.student()).isEqualTo(new StudentRecipe(1, Activation.PRELU, 512, Optional.empty()));
        assertThat(recipe.losses()).containsExactly(new LossRecipe.Angle(1));
        assertThat(recipe.augmentation()).isEqualTo(AugmentationRecipe.NONE);
        assertThat(recipe.validation()).isEqualTo(ValidationRecipe.DEFAULT);
        assertThat(recipe.perIdentity()).isEqualTo(1);
        assertThat(recipe.seed()).isEqualTo(1);
    }

    @Test
    void shouldReadEveryKey() {
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
        assertThat(recipe.augmentation().small()).isEqualTo(new AugmentationRecipe.Spread(0.4, 20, 50));
        assertThat(recipe.budget()).isEqualTo(new BudgetRecipe.Minutes(1.5));
        assertThat(recipe.validation()).isEqualTo(new ValidationRecipe(0.3, 50, 100));
        assertThat(recipe.threads()).isEqualTo(4);
        assertThat(Recipe.parse("canonical", recipe.canonical())).isEqualTo(recipe);
    }

    @Test
    void shouldWriteAShareOfChannelsAsItAlwaysDidSoThatRunsGoOn() {
        assertThat(Recipe.parse("r", LEAST + "student: {start: {from: a, keep: 0.5, of: channels}}")
                        .canonical())
                .contains("start: {from: a, keep: 0.5, refit: true}");
    }

    @Test
    void shouldWantCompanyForTriplets() {
        assertThat(Recipe.parse("r", LEAST.replace("angle", "triplet_l2")).perIdentity())
                .isEqualTo(4);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("", "r.yaml: is empty"),
                arguments("- a", "r.yaml:1: a recipe needs keys and values"),
                arguments("losses: [{kind: angle}]\nbudget: {steps: 1}", "schedule is missing"),
                arguments(LEAST + "sede: 3", "r.yaml:4: unknown key sede; keys are augmentation, batch, budget"),
                arguments(LEAST + "batch: 1", "r.yaml:4: batch must be from 2 to 4096, not 1"),
                arguments(LEAST + "validation: {faces: 50000}", "validation.faces must be from 20 to 40000, not 50000"),
                arguments(LEAST + "batch: many", "r.yaml:4: batch needs a number, not \"many\""),
                arguments(LEAST + "batch: 2.5", "r.yaml:4: batch needs a whole number, not 2.5"),
                arguments(LEAST + "seed: .nan", "seed needs a number"),
                arguments(LEAST + "student: {width: 0}", "student.width must be over 0 and up to 2, not 0"),
                arguments(
                        LEAST + "student: {activation: gelu}",
                        "student.activation is one of prelu, relu, not \"gelu\""),
                arguments(LEAST + "student: {start: {keep: 0.5}}", "student.start.from is missing"),
                arguments(
                        LEAST + "student: {start: {from: a, keep: 0.5, of: work, refit: false}}",
                        "a share of the work needs refit: true"),
                arguments(
                        LEAST + "student: {start: {from: a, keep: 2}}",
                        "student.start.keep must be over 0 and up to 1"),
                arguments(
                        LEAST + "student: {width: 0.5, start: {from: a, keep: 1}}",
                        "student: a start from a teacher keeps its width"),
                arguments(LEAST + "augmentation: {jitter: 4}", "augmentation.jitter needs keys and values"),
                arguments(
                        LEAST + "augmentation: {jpeg: {share: 0.5, quality: 40}}",
                        "augmentation.jpeg.quality needs two numbers"),
                arguments(
                        LEAST + "augmentation: {jpeg: {share: 0.5, quality: [60, 40]}}",
                        "augmentation.jpeg.quality goes from the smaller to the larger, not from 60.0 to 40.0"),
                arguments(LEAST + "augmentation: {blur: {}}", "augmentation.blur.share is missing"),
                arguments(LEAST + "seed: 1\nseed: 2", "seed is given twice"),
                arguments(LEAST.replace("steps: 10", ""), "budget: needs one of steps, epochs and minutes"),
                arguments(LEAST.replace("steps: 10", "steps: 1, epochs: 1"), "needs one of steps, epochs and minutes"),
                arguments(LEAST.replace("steps: 10", "steps: 0"), "budget.steps must be from 1 to"),
                arguments(LEAST.replace("kind: angle", "kind: hinge"), "losses[0].kind is one of arcface, angle"),
                arguments(LEAST.replace("kind: angle", "weight: 1"), "losses[0].kind is missing"),
                arguments(
                        LEAST.replace("angle}", "angle, scale: 3}"),
                        "unknown key losses[0].scale; keys are kind, weight"),
                arguments(LEAST.replace("angle}", "angle, weight: 0}"), "losses[0].weight must be over 0"),
                arguments(LEAST.replace("[{kind: angle}]", "[]"), "losses needs a list of at least one loss"),
                arguments(LEAST.replace("[{kind: angle}]", "angle"), "losses needs a list"),
                arguments(LEAST.replace("}]", "}, {kind: angle}]"), "losses has angle twice"),
                arguments(
                        LEAST.replace("angle", "triplet_l2") + "per_identity: 1",
                        "per_identity must be 2 or more where a loss learns from triplets"),
                arguments(LEAST + "augmentation: [", "r.yaml:"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldNameLineAndKeyOfWhatItRefuses(String text, String complaint) {
        assertThatThrownBy(() -> Recipe.parse("r.yaml", text))
                .isInstanceOf(RecipeException.class)
                .hasMessageStartingWith("r.yaml")
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldHaveOneFormWhereverItIsRead() {
        // Given
        Recipe recipe = Recipe.parse("r.yaml", LEAST);
        String here = recipe.canonical();
        Locale before = Locale.getDefault();

        // Then: a run that was begun in one place is taken up in another
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(recipe.canonical()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        assertThatThrownBy(() -> Recipe.read(Path.of("no-such.yaml")))
                .isInstanceOf(RecipeException.class)
                .hasMessage("no-such.yaml: no such file");
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("recipes"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadEveryExample(Path file) {
        Recipe recipe = Recipe.read(file);
        assertThat(Recipe.parse("canonical", recipe.canonical())).isEqualTo(recipe);
    }

    @Test
    void shouldReadTheRecipeThatTheReadmeExplains() throws IOException {
        // Given
        Matcher yaml =
                Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(yaml.find()).isTrue();

        // When
        Recipe recipe = Recipe.parse("README.md", yaml.group(1));

        // Then: each key of its canonical form is in the text that explains it
        List<String> keys = Pattern.compile("([a-z_]+):")
                .matcher(recipe.canonical())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(yaml.group(1))
                .contains(key + ":"));
    }
}
