package io.vestibule.service.config;

import static io.vestibule.common.Checks.require;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits that a student must satisfy to pass the gate. The allowed loss of accuracy depends on the gain in speed.
 *
 * @param accuracyLoss accuracy that a student of twice the incumbent's speed may lose (share, 0 to 1)
 * @param accuracyLossPerSpeed additional accuracy that may be lost per multiple of speed above two (share, 0 to 1). Below
 *     two, the allowance falls by the same rate
 * @param leastAccuracyLoss accuracy that may be lost at any speed (share, 0 to the most). Two training runs of one recipe
 *     differ by as much
 * @param mostAccuracyLoss maximum accuracy loss at any speed (share, 0 to 1)
 * @param fnmrFactor maximum growth of the FNMR at FMR 1e-3, as a multiple of the allowed accuracy loss (factor, 0 or more)
 * @param crossLoss accuracy that may be lost in comparisons with the teacher's templates instead of its own (share, 0 to 1)
 * @param degradedFactor multiple of the allowed accuracy loss that applies to degraded images (factor, 1 or more)
 * @param leastSpeed minimum speed, as a multiple of the incumbent's (factor, 0 or more)
 * @param leastLikeness minimum mean cosine of student and teacher embedding, for a student in the teacher's space (cosine, -1
 *     to 1)
 */
public record GateSettings(
        double accuracyLoss,
        double accuracyLossPerSpeed,
        double leastAccuracyLoss,
        double mostAccuracyLoss,
        double fnmrFactor,
        double crossLoss,
        double degradedFactor,
        double leastSpeed,
        double leastLikeness) {

    /** The defaults: at twice the speed 0.3 points of accuracy may be lost, at three times the speed 1.0. */
    public static final GateSettings DEFAULTS = new GateSettings(0.003, 0.007, 0.001, 0.01, 10, 0.003, 3, 0.8, 0.7);

    public GateSettings {
        share("accuracy loss", accuracyLoss);
        share("accuracy loss per speed", accuracyLossPerSpeed);
        share("least accuracy loss", leastAccuracyLoss);
        share("most accuracy loss", mostAccuracyLoss);
        share("cross loss", crossLoss);
        require(
                leastAccuracyLoss <= mostAccuracyLoss,
                "gate",
                "least accuracy loss above the most accuracy loss",
                leastAccuracyLoss);
        require(fnmrFactor >= 0 && Double.isFinite(fnmrFactor), "gate", "FNMR factor", fnmrFactor);
        require(degradedFactor >= 1 && Double.isFinite(degradedFactor), "gate", "degraded factor", degradedFactor);
        require(leastSpeed >= 0 && Double.isFinite(leastSpeed), "gate", "least speed", leastSpeed);
        require(leastLikeness >= -1 && leastLikeness <= 1, "gate", "least likeness", leastLikeness);
    }

    /** Returns the values by configuration key. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("gate.accuracy-loss", accuracyLoss);
        values.put("gate.accuracy-loss-per-speed", accuracyLossPerSpeed);
        values.put("gate.least-accuracy-loss", leastAccuracyLoss);
        values.put("gate.most-accuracy-loss", mostAccuracyLoss);
        values.put("gate.fnmr-factor", fnmrFactor);
        values.put("gate.cross-loss", crossLoss);
        values.put("gate.degraded-factor", degradedFactor);
        values.put("gate.least-speed", leastSpeed);
        values.put("gate.least-likeness", leastLikeness);
        return values;
    }

    /** Returns the allowed loss of accuracy at a speed relative to the incumbent. */
    public double allowedLoss(double speed) {
        double allowed = accuracyLoss + accuracyLossPerSpeed * (speed - 2);
        return Math.max(leastAccuracyLoss, Math.min(mostAccuracyLoss, allowed));
    }

    private static void share(String what, double value) {
        require(value >= 0 && value <= 1, "gate", what, value);
    }
}
