package io.vestibule.topologies.watch.scene;

import java.time.Duration;
import java.time.Instant;

/**
 * A camera's threshold, from its own noise, times a margin, within bounds. What audits have found to be missed caps it for a
 * while.
 *
 * <p>The noise is the running median of the largest distances of five seconds each: a high quantile of the distances of
 * frames (with 25 frames, the one of 0.5^(1/25) = 97.3 %) that a few people who pass cannot raise. Five seconds in which
 * anything reached the ceiling, or somebody was seen, count for nothing, nor do those just before them: whoever comes is
 * small at first. The median is followed by stochastic approximation on a logarithmic scale (Robbins and Monro 1951), so it
 * is one number and forgets by itself: noise that doubles is followed within about a minute.
 */
final class Calibration {

    static final Duration SPELL = Duration.ofSeconds(5);

    /** Step of the logarithm, up or down. */
    private static final double STEP = 0.05;

    /** Time in which a cap doubles. What was missed once at dusk need not cost for ever. */
    private static final Duration CAP_DOUBLES_IN = Duration.ofHours(1);

    /** A cap may go under the floor, to this share of it: noise is then looked at, which costs time and misses nobody. */
    private static final float LOWEST = 0.3f;

    private final SceneSettings settings;
    private double noise;
    private int spells;
    private float cap;
    private Instant cappedAt;

    private Instant began = Instant.MIN;
    private float largest;
    private boolean disturbed;

    /** Largest of the spell before, if that was undisturbed. */
    private float waiting = Float.NaN;

    Calibration(SceneSettings settings) {
        this(settings, 0, 0, 2, Instant.EPOCH);
    }

    /** As it was remembered. */
    Calibration(SceneSettings settings, float noise, int spells, float cap, Instant cappedAt) {
        this.settings = settings;
        this.noise = noise;
        this.spells = spells;
        this.cap = cap;
        this.cappedAt = cappedAt;
    }

    /** The largest distance of a frame, away from faces. What reaches the ceiling is no noise. */
    void sample(float peak, Instant at) {
        turn(at);
        if (peak < settings.ceiling()) {
            largest = Math.max(largest, peak);
        } else {
            disturbed = true;
        }
    }

    /** Somebody was there. */
    void disturb(Instant at) {
        turn(at);
        disturbed = true;
    }

    /**
     * The camera's clock began anew.
     *
     * @param last time of before
     */
    void restart(Instant last, Instant at) {
        began = at;
        largest = 0;
        disturbed = false;
        waiting = Float.NaN;
        cap = capAt(last);
        cappedAt = at;
    }

    private void turn(Instant at) {
        if (began.plus(SPELL).isAfter(at)) {
            return;
        }
        if (!disturbed && !Float.isNaN(waiting)) {
            learn(waiting);
        }
        waiting = disturbed || began.equals(Instant.MIN) ? Float.NaN : largest;
        began = at;
        largest = 0;
        disturbed = false;
    }

    private void learn(float peak) {
        spells++;
        if (spells == 1) {
            noise = peak;
        } else {
            // Long steps at first: with the n-th the median of n is reached.
            double step = Math.max(STEP, 1.0 / spells);
            noise *= Math.exp(peak > noise ? step : -step);
        }
        noise = Math.max(
                noise, settings.floor() / settings.margin()); // less makes no difference, and is far to come back from
    }

    /** Something was missed that was only so far from the background: for a while the threshold lies well under that. */
    void lower(float missed, Instant at) {
        cap = Math.max(lowest(), Math.min(capAt(at), 0.8f * missed));
        cappedAt = at;
    }

    /** A threshold is never lower. */
    float lowest() {
        return LOWEST * settings.floor();
    }

    /** Distance from which a cell is different. */
    float threshold(Instant at) {
        return Math.min(noiseBar(), capAt(at));
    }

    /** Distance that the camera's noise stays under; the floor until that is known. */
    float noiseBar() {
        return (float) Math.min(settings.ceiling(), Math.max(settings.floor(), settings.margin() * noise));
    }

    float noise() {
        return (float) noise;
    }

    int spells() {
        return spells;
    }

    float cap() {
        return cap;
    }

    Instant cappedAt() {
        return cappedAt;
    }

    private float capAt(Instant at) {
        double hours = Duration.between(cappedAt, at).toMillis() / (double) CAP_DOUBLES_IN.toMillis();
        return (float) Math.min(2, cap * Math.pow(2, Math.min(60, Math.max(0, hours))));
    }
}
