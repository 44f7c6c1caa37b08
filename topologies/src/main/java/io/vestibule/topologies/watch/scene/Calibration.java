package io.vestibule.topologies.watch.scene;

import java.time.Duration;
import java.time.Instant;

/**
 * The threshold of a camera: its own noise times a margin, within bounds. A face that an audit found to be missed caps the
 * threshold for a while.
 *
 * <p>Time is divided into spells of five seconds. The noise is the running median of the largest distance in each
 * spell. That is a high quantile of the frames' distances: with 25 frames a spell, the quantile 0.5^(1/25) = 97.3 %. A
 * few people who pass cannot raise it. A spell does not count if a distance reached the ceiling in it or a person was
 * seen; the spell before it does not count either, because a person who approaches is small at first.
 *
 * <p>The median is estimated by stochastic approximation on a logarithmic scale (Robbins and Monro 1951). The state is
 * therefore one number, in which old values lose weight: it follows doubled noise within about a minute.
 */
final class Calibration {

    static final Duration SPELL = Duration.ofSeconds(5);

    /** Step of the logarithm, up or down. */
    private static final double STEP = 0.05;

    /** Time in which a cap doubles. One miss at dusk must not lower the threshold forever. */
    private static final Duration CAP_DOUBLES_IN = Duration.ofHours(1);

    /**
     * A cap may lie below the floor, down to this share of it. Noise is then detected as well, which costs time and misses no
     * person.
     */
    private static final float LOWEST_SHARE = 0.3f;

    /** The largest possible distance: no cap. */
    private static final float UNCAPPED = 2;

    private final SceneSettings settings;
    private double noise;
    private int spells;
    private float cap;
    private Instant cappedAt;

    private Instant spellStart = Instant.MIN;
    private float largest;
    private boolean disturbed;

    /** Largest distance of the previous spell. NaN if that spell was disturbed. */
    private float previousLargest = Float.NaN;

    Calibration(SceneSettings settings) {
        this(settings, 0, 0, UNCAPPED, Instant.EPOCH);
    }

    /** A calibration restored from a snapshot. */
    Calibration(SceneSettings settings, float noise, int spells, float cap, Instant cappedAt) {
        this.settings = settings;
        this.noise = noise;
        this.spells = spells;
        this.cap = cap;
        this.cappedAt = cappedAt;
    }

    /** Records the largest distance of a frame, away from faces. A distance that reaches the ceiling is not noise. */
    void sample(float peak, Instant at) {
        endSpellIfOver(at);
        if (peak < settings.ceiling()) {
            largest = Math.max(largest, peak);
        } else {
            disturbed = true;
        }
    }

    /** Records that a person was seen. */
    void disturb(Instant at) {
        endSpellIfOver(at);
        disturbed = true;
    }

    /**
     * Restarts with a new clock.
     *
     * @param last time of the last frame, by the old clock
     */
    void restart(Instant last, Instant at) {
        spellStart = at;
        largest = 0;
        disturbed = false;
        previousLargest = Float.NaN;
        cap = capAt(last);
        cappedAt = at;
    }

    private void endSpellIfOver(Instant at) {
        if (spellStart.plus(SPELL).isAfter(at)) {
            return;
        }
        if (!disturbed && !Float.isNaN(previousLargest)) {
            learn(previousLargest);
        }
        previousLargest = disturbed || spellStart.equals(Instant.MIN) ? Float.NaN : largest;
        spellStart = at;
        largest = 0;
        disturbed = false;
    }

    private void learn(float peak) {
        spells++;
        if (spells == 1) {
            noise = peak;
        } else {
            // Large steps at first: the n-th step may cover 1/n.
            double step = Math.max(STEP, 1.0 / spells);
            noise *= Math.exp(peak > noise ? step : -step);
        }
        // A lower value would not change the threshold, and would take long to rise again.
        noise = Math.max(noise, settings.floor() / settings.margin());
    }

    /** Records a miss at this distance from the background. For a while, the threshold lies well below it. */
    void lower(float missed, Instant at) {
        cap = Math.max(lowestThreshold(), Math.min(capAt(at), 0.8f * missed));
        cappedAt = at;
    }

    /** The threshold is never lower than this. */
    float lowestThreshold() {
        return LOWEST_SHARE * settings.floor();
    }

    /** Distance from which a cell counts as different. */
    float threshold(Instant at) {
        return Math.min(noiseBound(), capAt(at));
    }

    /** Distance that the camera's noise does not reach. The floor until the noise is known. */
    float noiseBound() {
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
        return (float) Math.min(UNCAPPED, cap * Math.pow(2, Math.min(60, Math.max(0, hours))));
    }
}
