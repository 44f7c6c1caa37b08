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

/** The results as one HTML page: for each clip and degradation the curves, and for each filter what happened when. */
record WatchPage(String title, List<Part> parts) {

    private static final String TEMPLATE = "watch.mustache";

    /** A clip with a degradation. */
    record Part(String clip, String degradation, String numbers, String curves, List<Key> keys, List<Run> runs) {}

    /** A filter's colour. */
    record Key(int number, String name) {}

    /** A filter's calibrated run. */
    record Run(String name, String numbers, String tone, String timeline) {}

    static void write(List<FilterResult> outcomes, Path file) {
        PageTemplate.of(WatchPage.class, TEMPLATE).write(of(outcomes), file);
    }

    static WatchPage of(List<FilterResult> outcomes) {
        Map<String, List<FilterResult>> groups = new LinkedHashMap<>();
        outcomes.forEach(outcome -> groups.computeIfAbsent(
                        outcome.clip() + " " + outcome.degradation(), key -> new ArrayList<>())
                .add(outcome));
        return new WatchPage(
                text("%d filters on %d clips and degradations", largest(groups), groups.size()),
                groups.values().stream().map(WatchPage::part).toList());
    }

    private static int largest(Map<String, List<FilterResult>> groups) {
        return groups.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static Part part(List<FilterResult> outcomes) {
        FilterResult first = outcomes.get(0);
        WatchCounts tally = first.calibrated();
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            keys.add(new Key(i, name(outcomes.get(i))));
        }
        return new Part(
                first.clip(),
                first.degradation().toString(),
                text("%d frames, %d need detection, %d visits", tally.frames(), tally.needed(), tally.visits()),
                new RecallCurveChart(outcomes).drawn(),
                keys,
                outcomes.stream().map(WatchPage::run).toList());
    }

    private static Run run(FilterResult outcome) {
        WatchCounts tally = outcome.calibrated();
        boolean missed = tally.recalled() < tally.needed();
        return new Run(
                name(outcome),
                text(
                        "%.1f %% left early, %d of %d needed frames detected, %d of %d visits detected, %d times a static"
                                + " face passed",
                        100 * tally.exitShare(),
                        tally.recalled(),
                        tally.needed(),
                        tally.visitsDetected(),
                        tally.visits(),
                        tally.staticFacesPassed()),
                tally.visitsDetected() < tally.visits() ? "bad" : missed ? "fair" : "good",
                new RunChart(outcome).drawn());
    }

    private static String name(FilterResult outcome) {
        return outcome.filter() + ", " + outcome.stem();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
