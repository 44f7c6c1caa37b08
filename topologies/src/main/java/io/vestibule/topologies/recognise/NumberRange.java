package io.vestibule.topologies.recognise;

/**
 * A half-open range of numbers.
 *
 * @param from lower bound, inclusive
 * @param to upper bound, exclusive
 */
public record NumberRange(double from, double to) {

    /** All numbers. */
    public static final NumberRange ANY = new NumberRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public NumberRange {
        if (!(from < to)) {
            throw new IllegalArgumentException("empty range from " + from + " to " + to);
        }
    }

    public static NumberRange from(double from) {
        return new NumberRange(from, Double.POSITIVE_INFINITY);
    }

    public static NumberRange under(double to) {
        return new NumberRange(Double.NEGATIVE_INFINITY, to);
    }

    public boolean contains(double number) {
        return from <= number && number < to;
    }
}
