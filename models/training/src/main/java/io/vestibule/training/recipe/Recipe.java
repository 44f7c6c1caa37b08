package io.vestibule.training.recipe;

import io.vestibule.training.network.Activation;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * All that a run depends on, besides its faces and the machine.
 *
 * @param losses at least one, each kind once
 * @param live the teacher itself, where the dataset's word is not enough
 * @param batch faces in a step, 2 to 4096
 * @param perIdentity faces of one person that come together into a batch, as far as there are so many; 1 for pure chance
 * @param seed of everything that is drawn
 * @param threads that the engine uses, 1 to 256; another number gives other last digits
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

    /** Faces of a person in a batch where triplets want some, and nothing else is said. */
    private static final int COMPANY = 4;

    public Recipe {
        losses = List.copyOf(losses);
    }

    /** @throws RecipeException if the file cannot be read or used */
    public static Recipe read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(file.toString(), reader);
        } catch (NoSuchFileException missing) {
            throw new RecipeException(file + ": no such file", missing);
        } catch (IOException unreadable) {
            throw new RecipeException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** @param origin what complaints call the text */
    public static Recipe parse(String origin, String text) {
        return read(origin, new StringReader(text));
    }

    /** The same recipe in one form: every key, in one order, with all that is left to defaults. It reads as this recipe. */
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

    /** Whether a student's embeddings can be compared with the teacher's: one of the losses draws them there. */
    public boolean sharesSpace() {
        return losses.stream().anyMatch(LossRecipe::sharesSpace);
    }

    private static Recipe read(String origin, Reader reader) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (root == null) {
                throw new RecipeException(origin + ": is empty");
            }
            return read(RecipeSection.root(origin, root));
        } catch (MarkedYAMLException broken) {
            throw new RecipeException(
                    origin + ":" + (broken.getProblemMark().getLine() + 1) + ": " + broken.getProblem(), broken);
        } catch (YAMLException broken) {
            throw new RecipeException(origin + ": " + broken.getMessage(), broken);
        }
    }

    private static Recipe read(RecipeSection root) {
        List<LossRecipe> losses =
                root.sections("losses").stream().map(LossRecipe::read).toList();
        boolean company = losses.stream().anyMatch(LossRecipe::needsCompany);
        Recipe recipe = new Recipe(
                root.section("student")
                        .map(StudentRecipe::read)
                        .orElse(new StudentRecipe(1, Activation.PRELU, 512, Optional.empty())),
                losses,
                root.section("live").map(LiveTeacherRecipe::read),
                ScheduleRecipe.read(root.needed("schedule")),
                root.section("augmentation").map(AugmentationRecipe::read).orElse(AugmentationRecipe.NONE),
                root.count("batch", 64, NumberRange.from(2, 4096)),
                root.count("per_identity", company ? COMPANY : 1, NumberRange.from(1, 64)),
                BudgetRecipe.read(root.needed("budget")),
                root.section("validation").map(ValidationRecipe::read).orElse(ValidationRecipe.DEFAULT),
                root.whole("seed", 1, NumberRange.from(0, 1L << 53)),
                root.count("threads", 2, NumberRange.from(1, 256)));
        root.end();
        if (losses.isEmpty()) {
            throw root.refused("losses needs a list of at least one loss, as in [{kind: angle}]");
        }
        Set<LossRecipe.Kind> kinds = new HashSet<>();
        for (LossRecipe loss : losses) {
            if (!kinds.add(loss.kind())) {
                throw root.refused("losses has " + RecipeSection.written(loss.kind()) + " twice");
            }
        }
        if (company && recipe.perIdentity() < 2) {
            throw root.refused("per_identity must be 2 or more where a loss learns from triplets");
        }
        return recipe;
    }
}
