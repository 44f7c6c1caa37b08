package io.vestibule.service.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a student must hold to pass. A slower loss buys nothing: how much accuracy may be lost depends on how much time is won.
 *
 * @param accuracyLoss share of right decisions that may be lost against the incumbent by a student of twice its speed, 0 to 1
 * @param accuracyLossPerSpeed how much more for each further time of that speed; as much less for each time under two
 * @param leastAccuracyLoss what may be lost at any speed: two runs of one recipe differ by as much
 * @param mostAccuracyLoss what may not be passed at any speed
 * @param fnmrFactor how many times the allowed loss of accuracy FNMR at an FMR of 1e-3 may grow by, 0 or more
 * @param crossLoss accuracy that may be lost by being compared with the teacher's templates in place of its own, 0 to 1
 * @param degradedFactor how many times the allowed loss of accuracy may be lost where the faces are made worse, 1 or more
 * @param leastSpeed speed as a multiple of the incumbent's that is needed at all, 0 or more
 * @param leastLikeness mean cosine of the student's embedding with the teacher's of the same face, -1 to 1, for a student
 *     that claims the teacher's space
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

    /** A student of twice the speed may lose 0.3 points of accuracy, one of three times 1.0. */
    public static final GateSettings DEFAULTS = new GateSettings(0.003, 0.007, 0.001, 0.01, 10, 0.003, 3, 0.8, 0.7);

    public GateSettings {
        share("accuracy loss", accuracyLoss);
        share("accuracy loss per speed", accuracyLossPerSpeed);
        share("least accuracy loss", leastAccuracyLoss);
        share("most accuracy loss", mostAccuracyLoss);
        share("cross loss", crossLoss);
        require(leastAccuracyLoss <= mostAccuracyLoss, "least accuracy loss over the most", leastAccuracyLoss);
        require(fnmrFactor >= 0 && Double.isFinite(fnmrFactor), "FNMR factor", fnmrFactor);
        require(degradedFactor >= 1 && Double.isFinite(degradedFactor), "degraded factor", degradedFactor);
        require(leastSpeed >= 0 && Double.isFinite(leastSpeed), "least speed", leastSpeed);
        require(leastLikeness >= -1 && leastLikeness <= 1, "least likeness", leastLikeness);
    }

    /** The numbers by the names of their keys. */
    public Map<String, Double> named() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("gate.accuracy-loss", accuracyLoss);
        named.put("gate.accuracy-loss-per-speed", accuracyLossPerSpeed);
        named.put("gate.least-accuracy-loss", leastAccuracyLoss);
        named.put("gate.most-accuracy-loss", mostAccuracyLoss);
        named.put("gate.fnmr-factor", fnmrFactor);
        named.put("gate.cross-loss", crossLoss);
        named.put("gate.degraded-factor", degradedFactor);
        named.put("gate.least-speed", leastSpeed);
        named.put("gate.least-likeness", leastLikeness);
        return named;
    }

    /** What may be lost at a speed, as a multiple of the incumbent's. */
    public double allowedLoss(double speed) {
        double allowed = accuracyLoss + accuracyLossPerSpeed * (speed - 2);
        return Math.max(leastAccuracyLoss, Math.min(mostAccuracyLoss, allowed));
    }

    private static void share(String what, double value) {
        require(value >= 0 && value <= 1, what, value);
    }

    private static void require(boolean holds, String what, double value) {
        if (!holds) {
            throw new IllegalArgumentException("gate: " + what + " cannot be " + value);
        }
    }
}
