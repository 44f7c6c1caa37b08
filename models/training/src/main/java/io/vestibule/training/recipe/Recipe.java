package io.vestibule.training.recipe;

import io.vestibule.common.yaml.YamlException;
import io.vestibule.common.yaml.YamlReader;
import io.vestibule.common.yaml.YamlValue;
import io.vestibule.training.network.Activation;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that a run depends on, besides its data and the machine.
 *
 * @param losses at least one, each kind once
 * @param live the live teacher; empty to use the embeddings of the datasets
 * @param batch faces per step, 2 to 4096
 * @param perIdentity faces of one identity that are sampled together, if there are enough; 1 for independent sampling
 * @param seed of all random draws
 * @param threads of the engine, 1 to 256; another number changes the last digits
 */
public record Recipe(
        StudentRecipe student,
        List<LossRecipe> losses,
        Optional<LiveTeacherRecipe> live,
        ScheduleRecipe schedule,
        AugmentationRecipe augmentation,
        int batch,
        int perIdentity,
        BudgetRecipe budget,
        ValidationRecipe validation,
        long seed,
        int threads) {

    /** Default of {@code per_identity} with triplet losses. */
    private static final int TRIPLET_FACES = 4;

    public Recipe {
        losses = List.copyOf(losses);
    }

    /** @throws RecipeException if the file cannot be read or is not a valid recipe */
    public static Recipe read(Path file) {
        return read(file.toString(), () -> YamlReader.read(file));
    }

    /** @param origin name of the text in error messages */
    public static Recipe parse(String origin, String text) {
        return read(origin, () -> YamlReader.parse(origin, text));
    }

    /** The recipe as text with all keys in a fixed order, including defaults. Reading it gives an equal recipe. */
    public String canonical() {
        return """
                student: %s
                losses: [%s]
                %sschedule: %s
                augmentation: %s
                batch: %s
                per_identity: %s
                budget: %s
                validation: %s
                seed: %s
                threads: %s
                """.formatted(
                        student.yaml(),
                        losses.stream().map(LossRecipe::yaml).collect(Collectors.joining(", ")),
                        live.map(given -> "live: " + given.yaml() + "\n").orElse(""),
                        schedule.yaml(),
                        augmentation.yaml(),
                        batch,
                        perIdentity,
                        budget.yaml(),
                        validation.yaml(),
                        seed,
                        threads);
    }

    /** Whether the student's embeddings can be compared with the teacher's, because a loss pulls them there. */
    public boolean sharesSpace() {
        return losses.stream().anyMatch(LossRecipe::sharesSpace);
    }

    private static Recipe read(String origin, Supplier<Optional<YamlValue>> source) {
        try {
            YamlValue root = source.get().orElseThrow(() -> new RecipeException(origin + ": the recipe is empty"));
            return read(RecipeSection.root(root));
        } catch (YamlException invalid) {
            throw new RecipeException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private static Recipe read(RecipeSection root) {
        List<LossRecipe> losses =
                root.sections("losses").stream().map(LossRecipe::read).toList();
        boolean triplets = losses.stream().anyMatch(LossRecipe::needsTriplets);
        Recipe recipe = new Recipe(
                root.section("student")
                        .map(StudentRecipe::read)
                        .orElse(new StudentRecipe(1, Activation.PRELU, 512, Optional.empty())),
                losses,
                root.section("live").map(LiveTeacherRecipe::read),
                ScheduleRecipe.read(root.requiredSection("schedule")),
                root.section("augmentation").map(AugmentationRecipe::read).orElse(AugmentationRecipe.NONE),
                root.count("batch", 64, NumberRange.from(2, 4096)),
                root.count("per_identity", triplets ? TRIPLET_FACES : 1, NumberRange.from(1, 64)),
                BudgetRecipe.read(root.requiredSection("budget")),
                root.section("validation").map(ValidationRecipe::read).orElse(ValidationRecipe.DEFAULT),
                root.wholeNumber("seed", 1, NumberRange.from(0, 1L << 53)),
                root.count("threads", 2, NumberRange.from(1, 256)));
        root.rejectUnknownKeys();
        checkLosses(root, losses);
        if (triplets && recipe.perIdentity() < 2) {
            throw root.error("per_identity must be 2 or more with a triplet loss, not " + recipe.perIdentity());
        }
        return recipe;
    }

    private static void checkLosses(RecipeSection root, List<LossRecipe> losses) {
        if (losses.isEmpty()) {
            throw root.error("losses must be a list of at least one loss, as in [{kind: angle}]");
        }
        Set<LossRecipe.Kind> kinds = new HashSet<>();
        for (LossRecipe loss : losses) {
            if (!kinds.add(loss.kind())) {
                throw root.error("losses contains " + RecipeSection.nameOf(loss.kind()) + " twice; remove one of them");
            }
        }
    }
}
