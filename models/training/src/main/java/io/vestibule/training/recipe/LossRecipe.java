package io.vestibule.training.recipe;

/** A loss with its weight and parameters. {@link io.vestibule.training.loss} documents the formulas. */
public sealed interface LossRecipe {

    /** Weight in the sum of the losses, over 0. */
    double weight();

    /** Name of the loss in the file. */
    Kind kind();

    /** Whether a batch must contain several faces of an identity, for triplets. */
    default boolean needsTriplets() {
        return false;
    }

    /** Whether it needs identities. */
    default boolean needsLabels() {
        return true;
    }

    /** Whether it pulls embeddings to the teacher's, so that the two can be compared. */
    default boolean sharesSpace() {
        return true;
    }

    /** The loss in a canonical recipe. */
    String yaml();

    /** Names of the losses. */
    enum Kind {
        ARCFACE,
        ANGLE,
        TRIPLET_L2,
        TRIPLET_COSINE,
        MARGIN_SOFTMAX,
        MARGIN_DISTILLATION
    }

    /** See {@link io.vestibule.training.loss.CosineLoss}. */
    record Angle(double weight) implements LossRecipe {
        @Override
        public Kind kind() {
            return Kind.ANGLE;
        }

        @Override
        public boolean needsLabels() {
            return false;
        }

        @Override
        public String yaml() {
            return "{kind: angle, weight: %s}".formatted(RecipeNumbers.text(weight));
        }
    }

    /**
     * See {@link io.vestibule.training.loss.ArcFaceLoss}.
     *
     * @param scale s
     * @param margin m, radians
     */
    record ArcFace(double weight, double scale, double margin) implements LossRecipe {
        @Override
        public Kind kind() {
            return Kind.ARCFACE;
        }

        @Override
        public boolean sharesSpace() {
            return false;
        }

        @Override
        public String yaml() {
            return "{kind: arcface, weight: %s, scale: %s, margin: %s}"
                    .formatted(RecipeNumbers.text(weight), RecipeNumbers.text(scale), RecipeNumbers.text(margin));
        }
    }

    /**
     * See {@link io.vestibule.training.loss.TripletLoss}.
     *
     * @param cosine whether the distance is the angle instead of the squared Euclidean distance
     * @param smallest Mmin
     * @param largest Mmax
     */
    record Triplet(double weight, boolean cosine, double smallest, double largest) implements LossRecipe {
        @Override
        public Kind kind() {
            return cosine ? Kind.TRIPLET_COSINE : Kind.TRIPLET_L2;
        }

        @Override
        public boolean needsTriplets() {
            return true;
        }

        @Override
        public boolean sharesSpace() {
            return false;
        }

        @Override
        public String yaml() {
            return "{kind: %s, weight: %s, margin: %s}"
                    .formatted(
                            RecipeSection.nameOf(kind()),
                            RecipeNumbers.text(weight),
                            RecipeNumbers.pair(smallest, largest));
        }
    }

    /**
     * See {@link io.vestibule.training.loss.MarginSoftmaxLoss}.
     *
     * @param scale s
     * @param margin m, radians
     * @param temperature T
     * @param share a
     */
    record MarginSoftmax(double weight, double scale, double margin, double temperature, double share)
            implements LossRecipe {
        @Override
        public Kind kind() {
            return Kind.MARGIN_SOFTMAX;
        }

        @Override
        public boolean sharesSpace() {
            return false;
        }

        @Override
        public String yaml() {
            return "{kind: margin_softmax, weight: %s, scale: %s, margin: %s, temperature: %s, share: %s}"
                    .formatted(
                            RecipeNumbers.text(weight),
                            RecipeNumbers.text(scale),
                            RecipeNumbers.text(margin),
                            RecipeNumbers.text(temperature),
                            RecipeNumbers.text(share));
        }
    }

    /**
     * See {@link io.vestibule.training.loss.MarginDistillationLoss}.
     *
     * @param scale s
     * @param smallest Mmin, radians
     * @param largest Mmax, radians
     */
    record MarginDistillation(double weight, double scale, double smallest, double largest) implements LossRecipe {
        @Override
        public Kind kind() {
            return Kind.MARGIN_DISTILLATION;
        }

        @Override
        public String yaml() {
            return "{kind: margin_distillation, weight: %s, scale: %s, margin: %s}"
                    .formatted(
                            RecipeNumbers.text(weight),
                            RecipeNumbers.text(scale),
                            RecipeNumbers.pair(smallest, largest));
        }
    }

    static LossRecipe read(RecipeSection section) {
        Kind kind = section.choice("kind", null, Kind.class);
        double weight = section.number("weight", 1, NumberRange.over(0, 1e6));
        LossRecipe loss =
                switch (kind) {
                    case ANGLE -> new Angle(weight);
                    case ARCFACE -> new ArcFace(weight, scale(section), margin(section));
                    case TRIPLET_L2 -> triplet(section, weight, false);
                    case TRIPLET_COSINE -> triplet(section, weight, true);
                    case MARGIN_SOFTMAX ->
                        new MarginSoftmax(
                                weight,
                                scale(section),
                                margin(section),
                                section.number("temperature", 4, NumberRange.over(0, 1000)),
                                section.number("share", 0.5, NumberRange.SHARE));
                    case MARGIN_DISTILLATION -> {
                        double[] margins = section.pair("margin", new double[] {0.2, 0.5}, NumberRange.from(0, 1.57));
                        yield new MarginDistillation(weight, scale(section), margins[0], margins[1]);
                    }
                };
        section.rejectUnknownKeys();
        return loss;
    }

    private static Triplet triplet(RecipeSection section, double weight, boolean cosine) {
        double[] margins = section.pair("margin", new double[] {0.2, 0.5}, NumberRange.from(0, 2));
        return new Triplet(weight, cosine, margins[0], margins[1]);
    }

    private static double scale(RecipeSection section) {
        return section.number("scale", 64, NumberRange.over(0, 1000));
    }

    private static double margin(RecipeSection section) {
        return section.number("margin", 0.5, NumberRange.from(0, 1.57));
    }
}
