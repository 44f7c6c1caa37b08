package io.vestibule.topologies.recognise;

/**
 * Numbers from one on to under another.
 *
 * @param from the smallest number inside
 * @param to the smallest number above that is outside again
 */
public record ScoreRange(double from, double to) {

    /** Every number. */
    public static final ScoreRange ANY = new ScoreRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public ScoreRange {
        if (!(from < to)) {
            throw new IllegalArgumentException("nothing lies from " + from + " to " + to);
        }
    }

    public static ScoreRange from(double from) {
        return new ScoreRange(from, Double.POSITIVE_INFINITY);
    }

    public static ScoreRange under(double to) {
        return new ScoreRange(Double.NEGATIVE_INFINITY, to);
    }

    public boolean holds(double number) {
        return from <= number && number < to;
    }
}
