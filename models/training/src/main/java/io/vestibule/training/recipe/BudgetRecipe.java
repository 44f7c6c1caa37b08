package io.vestibule.training.recipe;

import java.util.List;
import java.util.stream.Stream;

/** Length of a training. */
public sealed interface BudgetRecipe {

    /** The value in a canonical recipe. */
    String yaml();

    /** Number of steps. */
    record Steps(long steps) implements BudgetRecipe {
        @Override
        public String yaml() {
            return "{steps: %s}".formatted(steps);
        }
    }

    /** How often each face is used, with fractions. */
    record Epochs(double epochs) implements BudgetRecipe {
        @Override
        public String yaml() {
            return "{epochs: %s}".formatted(RecipeNumbers.text(epochs));
        }
    }

    /** Time of the steps, without validation. The number of steps, and so the student, depends on the machine. */
    record Minutes(double minutes) implements BudgetRecipe {
        @Override
        public String yaml() {
            return "{minutes: %s}".formatted(RecipeNumbers.text(minutes));
        }
    }

    static BudgetRecipe read(RecipeSection section) {
        List<String> given =
                Stream.of("steps", "epochs", "minutes").filter(section::has).toList();
        section.rejectUnknownKeys();
        if (given.size() != 1) {
            throw section.error("must have exactly one of steps, epochs and minutes");
        }
        return switch (given.get(0)) {
            case "steps" -> new Steps(section.wholeNumber("steps", 0, NumberRange.from(1, 1e9)));
            case "epochs" -> new Epochs(section.number("epochs", NumberRange.over(0, 1e6)));
            default -> new Minutes(section.number("minutes", NumberRange.over(0, 1e6)));
        };
    }
}
