package io.vestibule.service.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits that a student must satisfy to pass the gate. The allowed loss of accuracy depends on the gain in speed.
 *
 * @param accuracyLoss allowed loss of accuracy against the incumbent at twice its speed, as a share, 0 to 1
 * @param accuracyLossPerSpeed additional allowed loss for each further multiple of the speed, and less below two
 * @param leastAccuracyLoss minimum of the allowed loss: two runs of one recipe differ by as much
 * @param mostAccuracyLoss maximum of the allowed loss
 * @param fnmrFactor allowed increase of FNMR at FMR 1e-3, as a multiple of the allowed loss of accuracy, 0 or more
 * @param crossLoss allowed loss of accuracy against the teacher's templates instead of its own, 0 to 1
 * @param degradedFactor allowed loss of accuracy on degraded faces, as a multiple of the allowed loss, 1 or more
 * @param leastSpeed minimum speed relative to the incumbent, 0 or more
 * @param leastLikeness minimum mean cosine with the teacher's embedding of the same face, -1 to 1, for a student that
 *     names the teacher's space
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
        require(leastAccuracyLoss <= mostAccuracyLoss, "least accuracy loss above the most accuracy loss", leastAccuracyLoss);
        require(fnmrFactor >= 0 && Double.isFinite(fnmrFactor), "FNMR factor", fnmrFactor);
        require(degradedFactor >= 1 && Double.isFinite(degradedFactor), "degraded factor", degradedFactor);
        require(leastSpeed >= 0 && Double.isFinite(leastSpeed), "least speed", leastSpeed);
        require(leastLikeness >= -1 && leastLikeness <= 1, "least likeness", leastLikeness);
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
        require(value >= 0 && value <= 1, what, value);
    }

    private static void require(boolean holds, String what, double value) {
        if (!holds) {
            throw new IllegalArgumentException("gate: invalid " + what + ": " + value);
        }
    }
}
