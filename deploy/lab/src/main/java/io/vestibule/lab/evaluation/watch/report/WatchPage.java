package io.vestibule.lab.evaluation.watch.report;

import io.vestibule.lab.evaluation.watch.score.FilterResult;
import io.vestibule.lab.evaluation.watch.score.WatchCounts;
import io.vestibule.lab.report.PageTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as an HTML page: the curves of each clip and degradation, and the calibrated run of each filter over time. */
record WatchPage(String title, List<Part> parts) {

    private static final String TEMPLATE = "watch.mustache";

    /** The results of a clip with a degradation. */
    record Part(String clip, String degradation, String numbers, String curves, List<Key> keys, List<Run> runs) {}

    /** The colour of a filter. */
    record Key(int number, String name) {}

    /** The calibrated run of a filter. */
    record Run(String name, String numbers, String tone, String timeline) {}

    static void write(List<FilterResult> results, Path file) {
        PageTemplate.of(WatchPage.class, TEMPLATE).write(of(results), file);
    }

    static WatchPage of(List<FilterResult> results) {
        Map<String, List<FilterResult>> groups = new LinkedHashMap<>();
        results.forEach(
                result -> groups.computeIfAbsent(result.clip() + " " + result.degradation(), key -> new ArrayList<>())
                        .add(result));
        return new WatchPage(
                text("%d filters on %d clips and degradations", largest(groups), groups.size()),
                groups.values().stream().map(WatchPage::part).toList());
    }

    private static int largest(Map<String, List<FilterResult>> groups) {
        return groups.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static Part part(List<FilterResult> results) {
        FilterResult first = results.get(0);
        WatchCounts counts = first.calibrated();
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            keys.add(new Key(i, name(results.get(i))));
        }
        return new Part(
                first.clip(),
                first.degradation().toString(),
                text("%d frames, %d need detection, %d visits", counts.frames(), counts.needed(), counts.visits()),
                new RecallCurveChart(results).drawn(),
                keys,
                results.stream().map(WatchPage::run).toList());
    }

    private static Run run(FilterResult result) {
        WatchCounts counts = result.calibrated();
        boolean missed = counts.recalled() < counts.needed();
        return new Run(
                name(result),
                text(
                        "%.1f %% skipped, %d of %d needed frames detected, %d of %d visits detected, %d times a static"
                                + " face counted as live",
                        100 * counts.exitShare(),
                        counts.recalled(),
                        counts.needed(),
                        counts.visitsDetected(),
                        counts.visits(),
                        counts.staticFacesPassed()),
                counts.visitsDetected() < counts.visits() ? "bad" : missed ? "fair" : "good",
                new RunChart(result).drawn());
    }

    private static String name(FilterResult result) {
        return result.filter() + ", " + result.stem();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
