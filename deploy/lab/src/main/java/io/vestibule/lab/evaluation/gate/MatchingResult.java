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
 * Every photograph with every other: of each pair the earlier one is the gallery's, as the photograph that a resident hands in,
 * and is never made worse. All matches compare the same pairs, so that they can be held against each other pair by pair.
 *
 * @param accuracy by ten folds of people, a pair of people from two folds being in none; empty where a fold lacks a kind of pairs
 * @param errors at each rate
 * @param resampled FNMR at each rate, one figure for each draw of people
 */
record MatchingResult(
        GateModel probe,
        GateModel gallery,
        GateDegradation condition,
        Optional<CrossValidation> accuracy,
        Map<String, Optional<ErrorRates>> errors,
        Map<String, double[]> resampled,
        long genuinePairs,
        long impostorPairs) {

    /** False match rates, as they are spelt in results. */
    static final List<String> RATES = List.of("1e-2", "1e-3", "1e-4");

    /** Those at which thresholds are wanted, too, where there are pairs enough. */
    static final List<String> RARE = List.of("1e-5", "1e-6");

    private static final double HIGHEST_RATE = 1e-2;

    static MatchingResult of(
            GateModel probe,
            GateModel gallery,
            GateDegradation condition,
            ProbeEmbeddings looks,
            BootstrapResamples resamples) {
        int[] people = looks.people();
        ImageTemplates homes = looks.of(gallery, GateDegradation.CLEAN);
        float[] triangle = triangle(homes, looks.of(probe, condition), people.length);
        PersonPairScores scores = PersonPairScores.of(people, triangle, HIGHEST_RATE);
        Map<String, Optional<ErrorRates>> errors = new LinkedHashMap<>();
        Map<String, double[]> resampled = new LinkedHashMap<>();
        for (String rate : RATES) {
            Optional<ErrorRates> at = scores.atFalseMatchRate(Double.parseDouble(rate));
            errors.put(rate, at);
            at.ifPresent(stated -> resampled.put(rate, scores.falseNonMatchRates(Double.parseDouble(rate), resamples)));
        }
        RARE.forEach(rate -> errors.put(rate, scores.atFalseMatchRate(Double.parseDouble(rate))));
        return new MatchingResult(
                probe,
                gallery,
                condition,
                CrossValidation.of(folds(people, triangle)),
                errors,
                resampled,
                scores.genuinePairs(),
                scores.impostorPairs());
    }

    private static float[] triangle(ImageTemplates gallery, ImageTemplates probes, int images) {
        float[] triangle = new float[Math.toIntExact((long) images * (images - 1) / 2)];
        PairComparison.ofEveryPair(
                gallery,
                probes,
                images,
                (probe, from, to, scores) -> System.arraycopy(scores, 0, triangle, place(probe) + from, to - from));
        return triangle;
    }

    private static int place(int probe) {
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
        float[] same = new float[genuine];
        float[] other = new float[Math.toIntExact((long) members.length * (members.length - 1) / 2) - genuine];
        int sames = 0;
        int others = 0;
        for (int i = 1; i < members.length; i++) {
            int row = place(members[i]);
            for (int j = 0; j < i; j++) {
                if (people[members[i]] == people[members[j]]) {
                    same[sames++] = triangle[row + members[j]];
                } else {
                    other[others++] = triangle[row + members[j]];
                }
            }
        }
        return PairScores.of(same, other);
    }

    Optional<Double> accuracyShare() {
        return accuracy.map(CrossValidation::accuracy);
    }

    Optional<Double> fnmr(String rate) {
        return errors.get(rate).map(ErrorRates::falseNonMatchRate);
    }

    Optional<ConfidenceInterval> interval(String rate) {
        return Optional.ofNullable(resampled.get(rate)).flatMap(ConfidenceInterval::ofResampled);
    }

    /** How much more accurate this is than another, fold by fold. */
    Optional<CrossValidation.Difference> accuracyOver(MatchingResult other) {
        return accuracy.flatMap(mine -> other.accuracy.map(mine::minus));
    }

    /** How much higher FNMR is than the other's, by the same draws of people. */
    Optional<CrossValidation.Difference> fnmrOver(MatchingResult other, String rate) {
        double[] mine = resampled.get(rate);
        double[] theirs = other.resampled.get(rate);
        if (mine == null || theirs == null) {
            return Optional.empty();
        }
        double[] differences = IntStream.range(0, mine.length)
                .mapToDouble(draw -> mine[draw] - theirs[draw])
                .toArray();
        return ConfidenceInterval.ofResampled(differences)
                .map(interval -> new CrossValidation.Difference(
                        fnmr(rate).orElseThrow() - other.fnmr(rate).orElseThrow(), interval));
    }
}
