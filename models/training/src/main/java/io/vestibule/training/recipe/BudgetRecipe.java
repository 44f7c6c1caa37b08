package io.vestibule.training.recipe;

import java.util.List;

/** How long a student learns. */
public sealed interface BudgetRecipe {

    String yaml();

    /** Batches. */
    record Steps(long steps) implements BudgetRecipe {
        @Override
        public String yaml() {
            return "{steps: %s}".formatted(steps);
        }
    }

    /** Times that each face is seen; parts of one are allowed. */
    record Epochs(double epochs) implements BudgetRecipe {
        @Override
        public String yaml() {
            return "{epochs: %s}".formatted(RecipeNumbers.text(epochs));
        }
    }

    /** Time spent on steps, without validation; how many those are depends on the machine, and so the student does, too. */
    record Minutes(double minutes) implements BudgetRecipe {
        @Override
        public String yaml() {
            return "{minutes: %s}".formatted(RecipeNumbers.text(minutes));
        }
    }

    static BudgetRecipe read(RecipeSection section) {
        List<String> given = List.of("steps", "epochs", "minutes").stream()
                .filter(section::has)
                .toList();
        section.end();
        if (given.size() != 1) {
            throw section.refused("needs one of steps, epochs and minutes");
        }
        return switch (given.get(0)) {
            case "steps" -> new Steps(section.whole("steps", 0, NumberRange.from(1, 1e9)));
            case "epochs" -> new Epochs(section.number("epochs", NumberRange.over(0, 1e6)));
            default -> new Minutes(section.number("minutes", NumberRange.over(0, 1e6)));
        };
    }
}
