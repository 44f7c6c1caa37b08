package io.vestibule.training.recipe;

/**
 * What a number may be.
 *
 * @param openBelow whether the least itself is left out
 */
record Range(double least, double most, boolean openBelow) {

    static final Range SHARE = from(0, 1);
    static final Range ANY = from(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Range from(double least, double most) {
        return new Range(least, most, false);
    }

    static Range atLeast(double least) {
        return from(least, Double.POSITIVE_INFINITY);
    }

    static Range over(double least, double most) {
        return new Range(least, most, true);
    }

    boolean holds(double number) {
        return (openBelow ? number > least : number >= least) && number <= most && Double.isFinite(number);
    }

    @Override
    public String toString() {
        if (this.equals(ANY)) {
            return "a finite number";
        }
        String lower = (openBelow ? "over " : "from ") + Numbers.text(least);
        return Double.isInfinite(most) ? lower : lower + (openBelow ? " and up to " : " to ") + Numbers.text(most);
    }
}
