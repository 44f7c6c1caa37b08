package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.evaluation.verification.ImagePairs;
import io.vestibule.lab.evaluation.verification.ImageTemplates;
import io.vestibule.lab.evaluation.verification.PairComparison;
import io.vestibule.models.verification.BootstrapResamples;
import io.vestibule.models.verification.ConfidenceInterval;
import io.vestibule.models.verification.CrossValidation;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.models.verification.PairScores;
import io.vestibule.models.verification.PersonPairScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Comparison of every photograph with every other. In each pair the earlier photograph is the gallery's, like the
 * photograph of a resident, and is never degraded. All results compare the same pairs, so that they can be compared
 * pair by pair.
 *
 * @param accuracy over ten folds of people; a pair of people from different folds belongs to none; empty if a fold
 *     lacks genuine or impostor pairs
 * @param errors by FMR
 * @param resampled FNMR by FMR, one value for each bootstrap draw of people
 */
record MatchingResult(
        GateModel probe,
        GateModel gallery,
        GateDegradation degradation,
        Optional<CrossValidation> accuracy,
        Map<String, Optional<ErrorRates>> errors,
        Map<String, double[]> resampled,
        long genuinePairs,
        long impostorPairs) {

    /** False match rates as they are written in results. */
    static final List<String> RATES = List.of("1e-2", "1e-3", "1e-4");

    /** Rarer rates, for which thresholds are stated if there are enough pairs. */
    static final List<String> RARE_RATES = List.of("1e-5", "1e-6");

    private static final double HIGHEST_RATE = 1e-2;

    static MatchingResult of(
            GateModel probe,
            GateModel gallery,
            GateDegradation degradation,
            ProbeEmbeddings embeddings,
            BootstrapResamples resamples) {
        int[] people = embeddings.people();
        ImageTemplates galleryTemplates = embeddings.of(gallery, GateDegradation.CLEAN);
        float[] triangle = triangle(galleryTemplates, embeddings.of(probe, degradation), people.length);
        PersonPairScores scores = PersonPairScores.of(people, triangle, HIGHEST_RATE);
        Map<String, Optional<ErrorRates>> errors = new LinkedHashMap<>();
        Map<String, double[]> resampled = new LinkedHashMap<>();
        for (String rate : RATES) {
            Optional<ErrorRates> at = scores.atFalseMatchRate(Double.parseDouble(rate));
            errors.put(rate, at);
            at.ifPresent(stated -> resampled.put(rate, scores.falseNonMatchRates(Double.parseDouble(rate), resamples)));
        }
        RARE_RATES.forEach(rate -> errors.put(rate, scores.atFalseMatchRate(Double.parseDouble(rate))));
        return new MatchingResult(
                probe,
                gallery,
                degradation,
                CrossValidation.of(folds(people, triangle)),
                errors,
                resampled,
                scores.genuinePairs(),
                scores.impostorPairs());
    }

    private static float[] triangle(ImageTemplates gallery, ImageTemplates probes, int images) {
        float[] triangle = new float[Math.toIntExact((long) images * (images - 1) / 2)];
        PairComparison.compareAll(
                gallery,
                probes,
                images,
                (probe, from, to, scores) -> System.arraycopy(scores, 0, triangle, rowStart(probe) + from, to - from));
        return triangle;
    }

    private static int rowStart(int probe) {
        return (int) ((long) probe * (probe - 1) / 2);
    }

    private static List<PairScores> folds(int[] people, float[] triangle) {
        List<PairScores> folds = new ArrayList<>();
        for (int fold = 0; fold < ImagePairs.FOLDS; fold++) {
            int number = fold;
            int[] members = IntStream.range(0, people.length)
                    .filter(image -> people[image] % ImagePairs.FOLDS == number)
                    .toArray();
            folds.add(scores(members, people, triangle));
        }
        return folds;
    }

    private static PairScores scores(int[] members, int[] people, float[] triangle) {
        int genuine = 0;
        for (int i = 1; i < members.length; i++) {
            for (int j = 0; j < i; j++) {
                genuine += people[members[i]] == people[members[j]] ? 1 : 0;
            }
        }
        float[] genuineScores = new float[genuine];
        float[] impostorScores = new float[Math.toIntExact((long) members.length * (members.length - 1) / 2) - genuine];
        int genuineCount = 0;
        int impostorCount = 0;
        for (int i = 1; i < members.length; i++) {
            int row = rowStart(members[i]);
            for (int j = 0; j < i; j++) {
                if (people[members[i]] == people[members[j]]) {
                    genuineScores[genuineCount++] = triangle[row + members[j]];
                } else {
                    impostorScores[impostorCount++] = triangle[row + members[j]];
                }
            }
        }
        return PairScores.of(genuineScores, impostorScores);
    }

    Optional<Double> accuracyShare() {
        return accuracy.map(CrossValidation::accuracy);
    }

    /** Returns the errors at an FMR, or empty if there are too few pairs. */
    Optional<ErrorRates> errorsAt(String rate) {
        return errors.getOrDefault(rate, Optional.empty());
    }

    Optional<Double> fnmr(String rate) {
        return errorsAt(rate).map(ErrorRates::falseNonMatchRate);
    }

    Optional<ConfidenceInterval> interval(String rate) {
        return Optional.ofNullable(resampled.get(rate)).flatMap(ConfidenceInterval::ofResampled);
    }

    /** Returns the difference of accuracy to another result, fold by fold. */
    Optional<CrossValidation.Difference> accuracyDifference(MatchingResult other) {
        return accuracy.flatMap(mine -> other.accuracy.map(mine::minus));
    }

    /** Returns the difference of FNMR to another result, with the same bootstrap draws. */
    Optional<CrossValidation.Difference> fnmrDifference(MatchingResult other, String rate) {
        double[] mine = resampled.get(rate);
        double[] others = other.resampled.get(rate);
        if (mine == null || others == null) {
            return Optional.empty();
        }
        double[] differences = IntStream.range(0, mine.length)
                .mapToDouble(draw -> mine[draw] - others[draw])
                .toArray();
        return ConfidenceInterval.ofResampled(differences)
                .map(interval -> new CrossValidation.Difference(
                        fnmr(rate).orElseThrow() - other.fnmr(rate).orElseThrow(), interval));
    }
}
