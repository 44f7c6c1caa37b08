package io.vestibule.models.verification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Accuracy as in LFW's protocol (Huang et al., "Labeled Faces in the Wild", 2007, View 2): each fold is judged with the
 * threshold that does best on all others, so that no pair has a say in the threshold it is judged by.
 *
 * @param accuracy mean over the folds, 0 to 1
 * @param standardDeviation of the folds' accuracies about that mean, with n - 1 below the line
 * @param folds each fold's accuracy, in their order
 */
public record CrossValidation(double accuracy, double standardDeviation, List<Double> folds) {

    /** 97.5 % of Student's t with 1 to 9 degrees of freedom. */
    private static final double[] T_QUANTILES = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};

    public CrossValidation {
        folds = List.copyOf(folds);
    }

    /** @return nothing where there are fewer than two folds, or a fold lacks one kind of pairs */
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

    /** How far the mean itself may be off: the figure behind "±" in LFW's tables. */
    public double standardError() {
        return standardDeviation / Math.sqrt(folds.size());
    }

    /**
     * How much more accurate this is than another with the same folds, and where that difference lies: Student's t interval of
     * 95 % over the folds' own differences, in which what makes a fold hard for both falls out.
     *
     * @throws IllegalArgumentException if the folds are not as many, or more than ten
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
     * @param interval of that mean
     */
    public record Difference(double value, ConfidenceInterval interval) {}

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
