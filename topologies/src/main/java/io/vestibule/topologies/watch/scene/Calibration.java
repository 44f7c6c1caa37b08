package io.vestibule.topologies.watch.scene;

import java.time.Duration;
import java.time.Instant;

/**
 * A camera's threshold, from its own noise: a running high quantile of the peaks of quiet frames, times a margin, within
 * bounds. What audits have found to be missed caps it for a while.
 *
 * <p>The quantile is followed by stochastic approximation on a logarithmic scale (Robbins and Monro 1951): a peak above it
 * raises it by {@code step * quantile}, one below lowers it by {@code step * (1 - quantile)}, so that it rests where the
 * wanted share lies below. It is one number, and forgets by itself: noise that grows is followed within seconds, noise that
 * shrinks within minutes.
 */
final class Calibration {

    private static final double STEP = 0.05;

    /** Until so many frames were seen, the noise is the largest of their peaks, and only raises the threshold. */
    private static final int FIRST = 50;

    /** Time in which a cap doubles. What was missed once at dusk need not cost for ever. */
    private static final Duration CAP_DOUBLES_IN = Duration.ofHours(1);

    /** A cap may go under the floor, to this share of it: noise is then looked at, which costs time and misses nobody. */
    private static final float LOWEST = 0.3f;

    private final SceneSettings settings;
    private double noise;
    private int samples;
    private float cap;
    private Instant cappedAt;

    Calibration(SceneSettings settings) {
        this(settings, 0, 0, 2, Instant.EPOCH);
    }

    /** As it was remembered. */
    Calibration(SceneSettings settings, float noise, int samples, float cap, Instant cappedAt) {
        this.settings = settings;
        this.noise = noise;
        this.samples = samples;
        this.cap = cap;
        this.cappedAt = cappedAt;
    }

    /** The largest distance of a frame on which nobody was. Larger ones than the ceiling are no noise. */
    void sample(float peak) {
        if (!(peak < settings.ceiling())) {
            return;
        }
        if (samples < FIRST) {
            samples++;
            noise = Math.max(noise, peak);
        } else {
            noise *= Math.exp(peak > noise ? STEP * settings.quantile() : -STEP * (1 - settings.quantile()));
        }
    }

    /** Something was missed that was only so far from the background: for a while the threshold lies well under that. */
    void lower(float missed, Instant at) {
        float lowest = LOWEST * settings.floor();
        cap = Math.max(lowest, Math.min(capAt(at), 0.8f * missed));
        cappedAt = at;
    }

    /** Distance from which a cell is different. */
    float threshold(Instant at) {
        return Math.min(noiseBar(), capAt(at));
    }

    /** Distance that the camera's noise stays under. */
    float noiseBar() {
        double unknown = samples < FIRST ? Math.sqrt(settings.floor() * settings.ceiling()) : 0;
        double wanted = Math.max(unknown, settings.margin() * noise);
        return (float) Math.min(settings.ceiling(), Math.max(settings.floor(), wanted));
    }

    float noise() {
        return (float) noise;
    }

    int samples() {
        return samples;
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
