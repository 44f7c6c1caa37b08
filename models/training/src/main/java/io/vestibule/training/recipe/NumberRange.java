package io.vestibule.training.recipe;

/**
 * Allowed values of a number.
 *
 * @param excludesLeast whether {@code least} itself is not allowed
 */
record NumberRange(double least, double most, boolean excludesLeast) {

    static final NumberRange SHARE = from(0, 1);

    static NumberRange from(double least, double most) {
        return new NumberRange(least, most, false);
    }

    static NumberRange over(double least, double most) {
        return new NumberRange(least, most, true);
    }

    boolean contains(double number) {
        return (excludesLeast ? number > least : number >= least) && number <= most;
    }

    @Override
    public String toString() {
        return (excludesLeast ? "over " : "from ")
                + RecipeNumbers.text(least)
                + (excludesLeast ? " and up to " : " to ")
                + RecipeNumbers.text(most);
    }
}
