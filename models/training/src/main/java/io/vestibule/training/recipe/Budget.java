package io.vestibule.training.recipe;

import java.util.List;

/** How long a student learns. */
public sealed interface Budget {

    String yaml();

    /** Batches. */
    record Steps(long steps) implements Budget {
        @Override
        public String yaml() {
            return "{steps: %s}".formatted(steps);
        }
    }

    /** Times that each face is seen; parts of one are allowed. */
    record Epochs(double epochs) implements Budget {
        @Override
        public String yaml() {
            return "{epochs: %s}".formatted(Numbers.text(epochs));
        }
    }

    /** Time spent on steps, without validation; how many those are depends on the machine, and so the student does, too. */
    record Minutes(double minutes) implements Budget {
        @Override
        public String yaml() {
            return "{minutes: %s}".formatted(Numbers.text(minutes));
        }
    }

    static Budget read(Section section) {
        List<String> given = List.of("steps", "epochs", "minutes").stream()
                .filter(section::has)
                .toList();
        section.end();
        if (given.size() != 1) {
            throw section.refused("needs one of steps, epochs and minutes");
        }
        return switch (given.get(0)) {
            case "steps" -> new Steps(section.whole("steps", 0, Range.from(1, 1e9)));
            case "epochs" -> new Epochs(section.number("epochs", Range.over(0, 1e6)));
            default -> new Minutes(section.number("minutes", Range.over(0, 1e6)));
        };
    }
}
