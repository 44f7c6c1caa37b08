package io.vestibule.topologies.recognise;

/**
 * Numbers from one on to under another.
 *
 * @param from the smallest number inside
 * @param to the smallest number above that is outside again
 */
public record Span(double from, double to) {

    /** Every number. */
    public static final Span ANY = new Span(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Span {
        if (!(from < to)) {
            throw new IllegalArgumentException("nothing lies from " + from + " to " + to);
        }
    }

    public static Span from(double from) {
        return new Span(from, Double.POSITIVE_INFINITY);
    }

    public static Span under(double to) {
        return new Span(Double.NEGATIVE_INFINITY, to);
    }

    public boolean holds(double number) {
        return from <= number && number < to;
    }
}
