package io.vestibule.lab.evaluation.watch.report;

import io.vestibule.lab.evaluation.watch.score.FilterResult;
import io.vestibule.lab.evaluation.watch.score.MissedFrames;
import io.vestibule.lab.evaluation.watch.score.RecallCurve;
import io.vestibule.lab.evaluation.watch.score.WatchCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was measured, for scripts and for people. */
public final class WatchReport {

    private final List<FilterResult> outcomes;
    private final List<String> leftOut;

    public WatchReport(List<FilterResult> outcomes, List<String> leftOut) {
        this.outcomes = List.copyOf(outcomes);
        this.leftOut = List.copyOf(leftOut);
    }

    /** What could not be run, and why. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** For scripts; the names are part of what the program promises. */
    public record Summary(List<Result> results) {}

    /**
     * A filter on a clip. Shares are 0 to 1; null where there is nothing to take a share of, or no frame to time.
     *
     * @param exitShareAtRecall995 the largest share of early exits among the curve's thresholds with a frame recall of at least
     *     99.5 % and a visit recall of at least 99 %; 0 if there is none
     * @param visitRecall at that threshold, as is {@code staticFacesPassed}
     * @param quietMillis median of the frames that the calibrated run left; {@code activeMillis} of those it looked at
     */
    public record Result(
            String clip,
            String filter,
            String stem,
            String degradation,
            int frames,
            int visits,
            @Nullable Double exitShareAtRecall995,
            @Nullable Double visitRecall,
            @Nullable Double auc,
            int staticFacesPassed,
            @Nullable Double quietMillis,
            @Nullable Double activeMillis,
            Calibrated calibrated) {}

    /** The same at the working point that the product would choose. */
    public record Calibrated(
            double exitShare,
            @Nullable Double frameRecall,
            @Nullable Double visitRecall,
            int staticFacesPassed) {}

    public Summary summary() {
        return new Summary(outcomes.stream().map(WatchReport::result).toList());
    }

    private static Result result(FilterResult outcome) {
        WatchCounts best = outcome.hindsight().tally();
        WatchCounts calibrated = outcome.calibrated();
        return new Result(
                outcome.clip(),
                outcome.filter().toString(),
                outcome.stem(),
                outcome.degradation().toString(),
                calibrated.frames(),
                calibrated.visits(),
                calibrated.needed() == 0 ? null : rounded(outcome.exitShare()),
                rounded(best.visitRecall()),
                rounded(outcome.curve().area()),
                best.staticFacesPassed(),
                millis(outcome.trace().medianMillis(false)),
                millis(outcome.trace().medianMillis(true)),
                new Calibrated(
                        rounded(calibrated.exitShare()),
                        rounded(calibrated.frameRecall()),
                        rounded(calibrated.visitRecall()),
                        calibrated.staticFacesPassed()));
    }

    private static @Nullable Double rounded(OptionalDouble share) {
        return share.isPresent() ? (Double) rounded(share.getAsDouble()) : null;
    }

    private static double rounded(double share) {
        return Math.round(share * 1e4) / 1e4;
    }

    private static @Nullable Double millis(double millis) {
        return Double.isNaN(millis) ? null : (Double) (Math.round(millis * 1e3) / 1e3);
    }

    /** Writes an HTML page that needs nothing beside it. */
    public void write(Path file) {
        WatchPage.write(outcomes, file);
    }

    /** For people: a line for each result, and then sums over the clips. */
    public String inWords() {
        StringBuilder text = new StringBuilder();
        header(text, "clip");
        outcomes.forEach(outcome -> line(text, outcome.clip(), List.of(outcome)));
        Map<String, List<FilterResult>> groups = new LinkedHashMap<>();
        outcomes.forEach(outcome -> groups.computeIfAbsent(
                        outcome.degradation() + " " + outcome.filter() + " " + outcome.stem(), key -> new ArrayList<>())
                .add(outcome));
        if (groups.values().stream().anyMatch(group -> group.size() > 1)) {
            text.append(System.lineSeparator());
            header(text, "all clips");
            groups.values().forEach(group -> line(text, "", group));
        }
        List<String> misses = outcomes.stream()
                .flatMap(outcome -> new MissedFrames(outcome).inWords().stream())
                .toList();
        if (!misses.isEmpty()) {
            text.append(format("%nmissed at the calibrated working point:%n"));
            misses.forEach(miss -> text.append("  ").append(miss).append(System.lineSeparator()));
        }
        return text.toString().stripTrailing();
    }

    private static void header(StringBuilder text, String what) {
        text.append(format(
                "%-14s %-9s %-12s %-14s %6s %6s | %7s %7s %7s %7s %6s %6s | %7s %7s %7s %6s %6s | %6s %6s%n",
                what,
                "degraded",
                "filter",
                "stem",
                "frames",
                "visits",
                "exits",
                "strict",
                "common",
                "visits",
                "auc",
                "static",
                "exits",
                "recall",
                "visits",
                "turned",
                "static",
                "quiet",
                "active"));
    }

    private static void line(StringBuilder text, String name, List<FilterResult> group) {
        FilterResult first = group.get(0);
        WatchCounts calibrated =
                group.stream().map(FilterResult::calibrated).reduce(WatchCounts.NOTHING, WatchCounts::plus);
        WatchCounts best = group.stream()
                .map(outcome -> outcome.hindsight().tally())
                .reduce(WatchCounts.NOTHING, WatchCounts::plus);
        RecallCurve curve =
                group.stream().map(FilterResult::curve).reduce(new RecallCurve(List.of()), RecallCurve::plus);
        List<FilterResult> withVisits = group.stream()
                .filter(outcome -> outcome.calibrated().needed() > 0)
                .toList();
        int frames = withVisits.stream()
                .mapToInt(outcome -> outcome.calibrated().frames())
                .sum();
        double own = weighed(withVisits, outcome -> outcome.exitShare());
        double strict = weighed(withVisits, outcome -> outcome.curve()
                .strictest()
                .map(point -> point.tally().exitShare())
                .orElse(0.0));
        double common = curve.best().map(point -> point.tally().exitShare()).orElse(0.0);
        text.append(format(
                "%-14s %-9s %-12s %-14s %6d %6d | %7s %7s %7s %7s %6s %6d | %7s %7s %7s %6d %6d | %6s %6s%n",
                name,
                first.degradation(),
                first.filter(),
                first.stem(),
                calibrated.frames(),
                calibrated.visits(),
                frames == 0 ? "-" : percent(own),
                frames == 0 ? "-" : percent(strict),
                frames == 0 ? "-" : percent(common),
                percent(best.visitRecall()),
                curve.area().isPresent() ? format("%.3f", curve.area().getAsDouble()) : "-",
                best.staticFacesPassed(),
                percent(calibrated.exitShare()),
                percent(calibrated.frameRecall()),
                percent(calibrated.visitRecall()),
                calibrated.turnedAway(),
                calibrated.staticFacesPassed(),
                median(group, false),
                median(group, true)));
    }

    /** Mean over clips, weighed by their frames. */
    private static double weighed(List<FilterResult> outcomes, ToDoubleFunction<FilterResult> share) {
        double sum = 0;
        int frames = 0;
        for (FilterResult outcome : outcomes) {
            sum += share.applyAsDouble(outcome) * outcome.calibrated().frames();
            frames += outcome.calibrated().frames();
        }
        return sum / frames;
    }

    private static String median(List<FilterResult> group, boolean looked) {
        double[] medians = group.stream()
                .mapToDouble(outcome -> outcome.trace().medianMillis(looked))
                .filter(millis -> !Double.isNaN(millis))
                .sorted()
                .toArray();
        return medians.length == 0 ? "-" : format("%.2f", medians[medians.length / 2]);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "-";
    }

    private static String percent(double share) {
        return format("%.1f%%", 100 * share);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
