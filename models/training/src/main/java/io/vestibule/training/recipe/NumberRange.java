package io.vestibule.training.recipe;

/**
 * What a number may be.
 *
 * @param openBelow whether the least itself is left out
 */
record NumberRange(double least, double most, boolean openBelow) {

    static final NumberRange SHARE = from(0, 1);
    static final NumberRange ANY = from(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static NumberRange from(double least, double most) {
        return new NumberRange(least, most, false);
    }

    static NumberRange atLeast(double least) {
        return from(least, Double.POSITIVE_INFINITY);
    }

    static NumberRange over(double least, double most) {
        return new NumberRange(least, most, true);
    }

    boolean holds(double number) {
        return (openBelow ? number > least : number >= least) && number <= most && Double.isFinite(number);
    }

    @Override
    public String toString() {
        if (this.equals(ANY)) {
            return "a finite number";
        }
        String lower = (openBelow ? "over " : "from ") + RecipeNumbers.text(least);
        return Double.isInfinite(most)
                ? lower
                : lower + (openBelow ? " and up to " : " to ") + RecipeNumbers.text(most);
    }
}
