package io.vestibule.topologies.recognise;

/**
 * A half-open range of numbers.
 *
 * @param from lower bound, inclusive
 * @param to upper bound, exclusive
 */
public record ValueRange(double from, double to) {

    /** All numbers. */
    public static final ValueRange ANY = new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public ValueRange {
        if (!(from < to)) {
            throw new IllegalArgumentException("empty range from " + from + " to " + to);
        }
    }

    public static ValueRange from(double from) {
        return new ValueRange(from, Double.POSITIVE_INFINITY);
    }

    public static ValueRange under(double to) {
        return new ValueRange(Double.NEGATIVE_INFINITY, to);
    }

    public boolean contains(double number) {
        return from <= number && number < to;
    }
}
