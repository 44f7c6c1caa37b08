package io.vestibule.app.evaluate.gate;

import io.vestibule.app.evaluate.verification.Comparisons;
import io.vestibule.app.evaluate.verification.Pairs;
import io.vestibule.app.evaluate.verification.Templates;
import io.vestibule.models.verification.CrossValidation;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.models.verification.Interval;
import io.vestibule.models.verification.PeopleScores;
import io.vestibule.models.verification.Resamples;
import io.vestibule.models.verification.Scores;
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
record Match(
        Entrant probe,
        Entrant gallery,
        Condition condition,
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

    static Match of(Entrant probe, Entrant gallery, Condition condition, Looks looks, Resamples resamples) {
        int[] people = looks.people();
        Templates homes = looks.of(gallery, Condition.CLEAN);
        float[] triangle = triangle(homes, looks.of(probe, condition), people.length);
        PeopleScores scores = PeopleScores.of(people, triangle, HIGHEST_RATE);
        Map<String, Optional<ErrorRates>> errors = new LinkedHashMap<>();
        Map<String, double[]> resampled = new LinkedHashMap<>();
        for (String rate : RATES) {
            Optional<ErrorRates> at = scores.atFalseMatchRate(Double.parseDouble(rate));
            errors.put(rate, at);
            at.ifPresent(stated -> resampled.put(rate, scores.falseNonMatchRates(Double.parseDouble(rate), resamples)));
        }
        RARE.forEach(rate -> errors.put(rate, scores.atFalseMatchRate(Double.parseDouble(rate))));
        return new Match(
                probe,
                gallery,
                condition,
                CrossValidation.of(folds(people, triangle)),
                errors,
                resampled,
                scores.genuinePairs(),
                scores.impostorPairs());
    }

    private static float[] triangle(Templates gallery, Templates probes, int images) {
        float[] triangle = new float[Math.toIntExact((long) images * (images - 1) / 2)];
        Comparisons.ofEveryPair(
                gallery,
                probes,
                images,
                (probe, from, to, scores) -> System.arraycopy(scores, 0, triangle, place(probe) + from, to - from));
        return triangle;
    }

    private static int place(int probe) {
        return (int) ((long) probe * (probe - 1) / 2);
    }

    private static List<Scores> folds(int[] people, float[] triangle) {
        List<Scores> folds = new ArrayList<>();
        for (int fold = 0; fold < Pairs.FOLDS; fold++) {
            int number = fold;
            int[] members = IntStream.range(0, people.length)
                    .filter(image -> people[image] % Pairs.FOLDS == number)
                    .toArray();
            folds.add(scores(members, people, triangle));
        }
        return folds;
    }

    private static Scores scores(int[] members, int[] people, float[] triangle) {
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
        return Scores.of(same, other);
    }

    Optional<Double> accuracyShare() {
        return accuracy.map(CrossValidation::accuracy);
    }

    Optional<Double> fnmr(String rate) {
        return errors.get(rate).map(ErrorRates::falseNonMatchRate);
    }

    Optional<Interval> interval(String rate) {
        return Optional.ofNullable(resampled.get(rate)).flatMap(Interval::ofResampled);
    }

    /** How much more accurate this is than another, fold by fold. */
    Optional<CrossValidation.Difference> accuracyOver(Match other) {
        return accuracy.flatMap(mine -> other.accuracy.map(mine::minus));
    }

    /** How much higher FNMR is than the other's, by the same draws of people. */
    Optional<CrossValidation.Difference> fnmrOver(Match other, String rate) {
        double[] mine = resampled.get(rate);
        double[] theirs = other.resampled.get(rate);
        if (mine == null || theirs == null) {
            return Optional.empty();
        }
        double[] differences = IntStream.range(0, mine.length)
                .mapToDouble(draw -> mine[draw] - theirs[draw])
                .toArray();
        return Interval.ofResampled(differences)
                .map(interval -> new CrossValidation.Difference(
                        fnmr(rate).orElseThrow() - other.fnmr(rate).orElseThrow(), interval));
    }
}
