package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.evaluation.gate.IntervalChart.Row;
import io.vestibule.lab.report.PageTemplate;
import io.vestibule.models.verification.CrossValidation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values of the HTML page of a gate report. */
record GatePage(
        String title,
        String tone,
        String verdict,
        String people,
        String settings,
        List<Rule> rules,
        List<Table> tables,
        List<Chart> charts,
        List<ProbeEmbeddings.Unreadable> unreadable,
        int unreadableCount) {

    private static final String TEMPLATE = "gate.mustache";
    private static final int LISTED_FILES = 50;

    /** A rule and its result. */
    record Rule(String name, String tone, String outcome, String text) {}

    record Table(String title, List<Line> lines) {}

    /** The figures of one comparison; milliseconds only for a model against its own gallery. */
    record Line(String name, String accuracy, String loose, String middle, String strict, String millis) {}

    record Chart(String title, String drawing) {}

    static void write(GateReport report, Path file) {
        PageTemplate.of(GatePage.class, TEMPLATE).write(of(report), file);
    }

    static GatePage of(GateReport report) {
        GateMeasurements measurements = report.measurements();
        List<ProbeEmbeddings.Unreadable> unreadable = measurements.embeddings().unreadable();
        return new GatePage(
                text(
                        "%s against %s",
                        measurements.student().id(), measurements.incumbent().name()),
                report.passed() ? "good" : "bad",
                report.passed() ? "passed" : "failed",
                report.people(),
                report.limits(),
                report.result().rules().stream()
                        .map(rule -> new Rule(
                                rule.rule(),
                                rule.passed() ? "good" : "bad",
                                rule.passed() ? "satisfied" : "violated",
                                rule.text()))
                        .toList(),
                tables(measurements),
                charts(measurements),
                unreadable.stream().limit(LISTED_FILES).toList(),
                unreadable.size());
    }

    private static List<Table> tables(GateMeasurements measurements) {
        return Stream.of(ownGallery(measurements), cross(measurements), degraded(measurements))
                .filter(table -> !table.lines().isEmpty())
                .toList();
    }

    private static Table ownGallery(GateMeasurements measurements) {
        return new Table(
                "Each model against its own templates",
                models(measurements).stream()
                        .map(model -> line(
                                model.role() + ": " + model.name(),
                                measurements.ownGallery(model),
                                text("%.2f", measurements.latency().of(model))))
                        .toList());
    }

    private static Table cross(GateMeasurements measurements) {
        return new Table(
                "Faces of one model against templates of another",
                measurements.cross().stream()
                        .map(match -> line(GateReport.rolesOf(match), match, ""))
                        .toList());
    }

    private static Table degraded(GateMeasurements measurements) {
        return new Table(
                "Degraded faces",
                measurements.degraded().stream()
                        .map(match -> line(
                                match.degradation() + ": " + GateReport.rolesOf(match) + " ("
                                        + match.degradation().description() + ")",
                                match,
                                ""))
                        .toList());
    }

    private static Line line(String name, MatchingResult match, String millis) {
        return new Line(
                name,
                GateReport.accuracy(match),
                GateReport.fnmr(match, "1e-2"),
                GateReport.fnmr(match, "1e-3"),
                GateReport.fnmr(match, "1e-4"),
                millis);
    }

    private static List<Chart> charts(GateMeasurements measurements) {
        // By id, because teacher and incumbent can be the same model.
        List<MatchingResult> clean = new ArrayList<>(measurements.ownGallery().values());
        measurements.serving().ifPresent(clean::add);
        List<Chart> charts = new ArrayList<>();
        add(charts, "FNMR at FMR 1e-3 (lower is better)", clean, GatePage::roles, GatePage::fnmr);
        add(charts, "Accuracy (higher is better)", clean, GatePage::roles, GatePage::accuracy);
        add(
                charts,
                "FNMR at FMR 1e-3, degraded faces",
                measurements.degraded(),
                match -> match.degradation() + ", " + GateReport.rolesOf(match),
                GatePage::fnmr);
        return charts;
    }

    private static List<GateModel> models(GateMeasurements measurements) {
        return List.of(measurements.student(), measurements.teacher(), measurements.incumbent());
    }

    private static String roles(MatchingResult match) {
        return GateReport.rolesOf(match);
    }

    private static void add(
            List<Chart> charts,
            String title,
            List<MatchingResult> matches,
            Function<MatchingResult, String> name,
            Function<MatchingResult, List<Double>> figure) {
        List<Row> rows = matches.stream()
                .filter(match -> !figure.apply(match).isEmpty())
                .map(match -> {
                    List<Double> ends = figure.apply(match);
                    return new Row(name.apply(match), colour(match), ends.get(0), ends.get(1), ends.get(2));
                })
                .toList();
        if (!rows.isEmpty()) {
            charts.add(new Chart(title, new IntervalChart(title, rows).toSvg()));
        }
    }

    private static int colour(MatchingResult match) {
        return match.probe().role() == match.gallery().role()
                ? match.probe().role().ordinal()
                : 3;
    }

    private static List<Double> fnmr(MatchingResult match) {
        return match.fnmr(GateResult.RATE)
                .flatMap(share -> match.interval(GateResult.RATE)
                        .map(interval -> List.of(share, interval.low(), interval.high())))
                .orElse(List.of());
    }

    /** Returns the accuracy with an interval of two standard errors on each side. */
    private static List<Double> accuracy(MatchingResult match) {
        return match.accuracy().map(GatePage::ends).orElse(List.of());
    }

    private static List<Double> ends(CrossValidation validation) {
        double reach = 2 * validation.standardError();
        return List.of(
                validation.accuracy(),
                Math.max(0, validation.accuracy() - reach),
                Math.min(1, validation.accuracy() + reach));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
