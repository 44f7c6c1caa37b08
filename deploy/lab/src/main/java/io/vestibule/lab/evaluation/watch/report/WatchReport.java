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

/** The results as JSON, as text and as a page. */
public final class WatchReport {

    private final List<FilterResult> results;
    private final List<String> skipped;

    public WatchReport(List<FilterResult> results, List<String> skipped) {
        this.results = List.copyOf(results);
        this.skipped = List.copyOf(skipped);
    }

    /** Combinations that could not be run, each with the reason. */
    public List<String> skipped() {
        return skipped;
    }

    /** The results for scripts. The names are part of the program's interface. */
    public record Summary(List<Result> results) {}

    /**
     * The result of a filter on a clip. Shares are 0 to 1. A value is null if it is a share of nothing or a time of no frames.
     *
     * @param exitShareAtRecall995 largest share of early exits among the curve's thresholds with a frame recall of at least 99.5 %
     *     and a visit recall of at least 99 %; 0 if there is none
     * @param visitRecall visit recall at that threshold; so is {@code staticFacesPassed}
     * @param quietMillis median time of the frames that the calibrated run skipped; {@code activeMillis} of the detected frames
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

    /** The result at the calibrated operating point. */
    public record Calibrated(
            double exitShare,
            @Nullable Double frameRecall,
            @Nullable Double visitRecall,
            int staticFacesPassed) {}

    public Summary summary() {
        return new Summary(results.stream().map(WatchReport::result).toList());
    }

    private static Result result(FilterResult result) {
        WatchCounts best = result.bestPoint().counts();
        WatchCounts calibrated = result.calibrated();
        return new Result(
                result.clip(),
                result.filter().toString(),
                result.stem(),
                result.degradation().toString(),
                calibrated.frames(),
                calibrated.visits(),
                calibrated.needed() == 0 ? null : rounded(result.exitShare()),
                rounded(best.visitRecall()),
                rounded(result.curve().area()),
                best.staticFacesPassed(),
                millis(result.trace().medianMillis(false)),
                millis(result.trace().medianMillis(true)),
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

    /** Writes a self-contained HTML page. */
    public void write(Path file) {
        WatchPage.write(results, file);
    }

    /** The results as text: a line for each result, and then sums over the clips. */
    public String text() {
        StringBuilder text = new StringBuilder();
        header(text, "clip");
        results.forEach(result -> line(text, result.clip(), List.of(result)));
        Map<String, List<FilterResult>> groups = new LinkedHashMap<>();
        results.forEach(result -> groups.computeIfAbsent(
                        result.degradation() + " " + result.filter() + " " + result.stem(), key -> new ArrayList<>())
                .add(result));
        if (groups.values().stream().anyMatch(group -> group.size() > 1)) {
            text.append(System.lineSeparator());
            header(text, "all clips");
            groups.values().forEach(group -> line(text, "", group));
        }
        List<String> misses = results.stream()
                .flatMap(result -> new MissedFrames(result).lines().stream())
                .toList();
        if (!misses.isEmpty()) {
            text.append(format("%nmissed at the calibrated operating point:%n"));
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
                "reject",
                "static",
                "quiet",
                "active"));
    }

    private static void line(StringBuilder text, String name, List<FilterResult> group) {
        FilterResult first = group.get(0);
        WatchCounts calibrated =
                group.stream().map(FilterResult::calibrated).reduce(WatchCounts.NONE, WatchCounts::plus);
        WatchCounts best =
                group.stream().map(result -> result.bestPoint().counts()).reduce(WatchCounts.NONE, WatchCounts::plus);
        RecallCurve curve =
                group.stream().map(FilterResult::curve).reduce(new RecallCurve(List.of()), RecallCurve::plus);
        List<FilterResult> withNeed = group.stream()
                .filter(result -> result.calibrated().needed() > 0)
                .toList();
        int frames = withNeed.stream()
                .mapToInt(result -> result.calibrated().frames())
                .sum();
        double own = weighted(withNeed, result -> result.exitShare());
        double strict = weighted(withNeed, result -> result.curve()
                .strictest()
                .map(point -> point.counts().exitShare())
                .orElse(0.0));
        double common = curve.best().map(point -> point.counts().exitShare()).orElse(0.0);
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
                calibrated.rejected(),
                calibrated.staticFacesPassed(),
                median(group, false),
                median(group, true)));
    }

    /** Mean over clips, weighted by their frames. */
    private static double weighted(List<FilterResult> results, ToDoubleFunction<FilterResult> share) {
        double sum = 0;
        int frames = 0;
        for (FilterResult result : results) {
            sum += share.applyAsDouble(result) * result.calibrated().frames();
            frames += result.calibrated().frames();
        }
        return sum / frames;
    }

    private static String median(List<FilterResult> group, boolean detected) {
        double[] medians = group.stream()
                .mapToDouble(result -> result.trace().medianMillis(detected))
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
