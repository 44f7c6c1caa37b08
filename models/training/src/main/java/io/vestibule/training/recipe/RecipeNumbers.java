package io.vestibule.training.recipe;

/** Writes numbers of a canonical recipe. Whole numbers have no decimal point. */
final class RecipeNumbers {

    private static final double EXACT = 1L << 53;

    private RecipeNumbers() {}

    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < EXACT
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    static String pair(double first, double second) {
        return "[" + text(first) + ", " + text(second) + "]";
    }
}
