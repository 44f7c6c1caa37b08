package io.vestibule.topologies.watch;

import java.time.Duration;

/** The share of damaged pictures of a camera: a mean over about ten seconds in which newer frames count more. */
final class DamagedShare {

    /** Share over which a camera enters the state DAMAGED. */
    static final float MANY = 0.5f;

    /** Share under which it leaves that state. */
    static final float FEW = 0.25f;

    /** Share under which no picture of about the last minute was damaged. */
    static final float NONE = 0.001f;

    private static final double SECONDS = 10;

    /** One picture alone, after a long time without frames, must not decide. */
    private static final double LARGEST_WEIGHT = 0.4;

    private DamagedShare() {}

    /**
     * The share after the next picture.
     *
     * @param elapsed time since the camera's last frame
     */
    static float after(float share, boolean damaged, Duration elapsed) {
        double weight = Math.min(LARGEST_WEIGHT, -Math.expm1(-Math.max(0, elapsed.toMillis()) / 1000.0 / SECONDS));
        return (float) (share + weight * ((damaged ? 1 : 0) - share));
    }
}
