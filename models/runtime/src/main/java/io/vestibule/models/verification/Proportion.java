package io.vestibule.models.verification;

/**
 * A share measured on a sample, with Wilson's score interval of 95 %. For a share p of n trials, with z the 97.5 % quantile
 * of the normal distribution, its ends are
 *
 * <pre>(p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)</pre>
 *
 * The interval never exceeds 0 to 1, and it is useful without any hit: the share is then at most z^2 / (n + z^2).
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212; compared with six other intervals by R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, where it is method 3.
 *
 * @param hits 0 to trials
 * @param trials 0 or more
 */
public record Proportion(long hits, long trials) {

    private static final double Z = 1.959964;

    /** @throws IllegalArgumentException if hits are negative or exceed trials */
    public Proportion {
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException("hits must be from 0 to trials");
        }
    }

    /** The sample's share, 0 to 1; NaN without trials. */
    public double share() {
        return (double) hits / trials;
    }

    /** Lower end of the interval, 0 to 1; 0 without trials. */
    public double low() {
        return hits == 0 ? 0 : Math.max(0, centre() - reach());
    }

    /** Upper end of the interval, 0 to 1; 1 without trials. */
    public double high() {
        return hits == trials ? 1 : Math.min(1, centre() + reach());
    }

    private double centre() {
        return (share() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double reach() {
        double spread = share() * (1 - share()) / trials + Z * Z / (4.0 * trials * trials);
        return Z * Math.sqrt(spread) / (1 + Z * Z / trials);
    }
}
