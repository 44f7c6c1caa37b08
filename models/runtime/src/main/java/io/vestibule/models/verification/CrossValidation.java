package io.vestibule.models.verification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Accuracy by LFW's protocol (Huang et al., "Labeled Faces in the Wild", 2007, View 2). Each fold is evaluated with the
 * threshold that is most accurate on all other folds. No pair influences the threshold that it is evaluated with.
 *
 * @param accuracy mean over the folds, 0 to 1
 * @param standardDeviation standard deviation of the folds' accuracies, with denominator n - 1
 * @param folds accuracy of each fold, in their order
 */
public record CrossValidation(double accuracy, double standardDeviation, List<Double> folds) {

    /** 97.5 % of Student's t with 1 to 9 degrees of freedom. */
    private static final double[] T_QUANTILES = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};

    public CrossValidation {
        folds = List.copyOf(folds);
    }

    /** @return empty if there are fewer than two folds, or a fold lacks one kind of pairs */
    public static Optional<CrossValidation> of(List<PairScores> folds) {
        if (folds.size() < 2 || !folds.stream().allMatch(PairScores::hasBothKinds)) {
            return Optional.empty();
        }
        List<Double> accuracies = new ArrayList<>(folds.size());
        for (int tested = 0; tested < folds.size(); tested++) {
            List<PairScores> others = new ArrayList<>(folds);
            PairScores fold = others.remove(tested);
            float threshold = PairScores.union(others).mostAccurate().threshold();
            accuracies.add(fold.at(threshold).accuracy());
        }
        double mean = mean(accuracies);
        double squares = accuracies.stream()
                .mapToDouble(accuracy -> (accuracy - mean) * (accuracy - mean))
                .sum();
        return Optional.of(new CrossValidation(mean, Math.sqrt(squares / (folds.size() - 1)), accuracies));
    }

    /** Standard error of the mean: the figure after "±" in LFW's tables. */
    public double standardError() {
        return standardDeviation / Math.sqrt(folds.size());
    }

    /**
     * Difference to another model's accuracy on the same folds, with Student's t interval of 95 %. The interval is computed from
     * the folds' own differences, so the difficulty of a fold cancels.
     *
     * @throws IllegalArgumentException if the numbers of folds differ, or there are more than ten folds
     */
    public Difference minus(CrossValidation other) {
        int count = folds.size();
        if (other.folds.size() != count || count > T_QUANTILES.length + 1) {
            throw new IllegalArgumentException(count + " folds cannot be compared with " + other.folds.size());
        }
        List<Double> differences = new ArrayList<>(count);
        for (int fold = 0; fold < count; fold++) {
            differences.add(folds.get(fold) - other.folds.get(fold));
        }
        double mean = mean(differences);
        double squares = differences.stream()
                .mapToDouble(difference -> (difference - mean) * (difference - mean))
                .sum();
        double reach = T_QUANTILES[count - 2] * Math.sqrt(squares / (count - 1) / count);
        return new Difference(mean, new ConfidenceInterval(mean - reach, mean + reach));
    }

    /**
     * A difference of two accuracies.
     *
     * @param value mean over the folds, -1 to 1
     * @param interval confidence interval of that mean
     */
    public record Difference(double value, ConfidenceInterval interval) {}

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
