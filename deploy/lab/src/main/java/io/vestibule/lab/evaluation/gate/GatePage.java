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

/** The report as one HTML page. */
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
    private static final int NAMED = 50;

    /** A rule and what came of it. */
    record Rule(String name, String tone, String outcome, String text) {}

    record Table(String title, List<Line> lines) {}

    /** A match, and of a model alone its milliseconds. */
    record Line(String name, String accuracy, String loose, String middle, String strict, String millis) {}

    record Chart(String title, String drawing) {}

    static void write(GateReport report, Path file) {
        PageTemplate.of(GatePage.class, TEMPLATE).write(of(report), file);
    }

    static GatePage of(GateReport report) {
        GateMeasurements measured = report.measured();
        List<ProbeEmbeddings.Unreadable> unreadable = measured.looks().unreadable();
        return new GatePage(
                text(
                        "%s against %s",
                        measured.student().id(), measured.incumbent().name()),
                report.passed() ? "good" : "bad",
                report.passed() ? "passed" : "failed",
                report.people(),
                report.settings(),
                report.verdict().rulings().stream()
                        .map(ruling -> new Rule(
                                ruling.rule(),
                                ruling.passed() ? "good" : "bad",
                                ruling.passed() ? "holds" : "broken",
                                ruling.text()))
                        .toList(),
                tables(measured),
                charts(measured),
                unreadable.stream().limit(NAMED).toList(),
                unreadable.size());
    }

    private static List<Table> tables(GateMeasurements measured) {
        return Stream.of(alone(measured), cross(measured), degraded(measured))
                .filter(table -> !table.lines().isEmpty())
                .toList();
    }

    private static Table alone(GateMeasurements measured) {
        return new Table(
                "Each against its own templates",
                roles(measured).stream()
                        .map(entrant -> line(
                                entrant.role() + ": " + entrant.name(),
                                measured.alone(entrant),
                                text("%.2f", measured.pace().of(entrant))))
                        .toList());
    }

    private static Table cross(GateMeasurements measured) {
        return new Table(
                "Faces of one against templates of another",
                measured.cross().stream()
                        .map(match -> line(GateReport.pair(match), match, ""))
                        .toList());
    }

    private static Table degraded(GateMeasurements measured) {
        return new Table(
                "Faces made worse",
                measured.degraded().stream()
                        .map(match -> line(
                                match.condition() + ": " + GateReport.pair(match) + " ("
                                        + match.condition().meaning() + ")",
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

    private static List<Chart> charts(GateMeasurements measured) {
        // By id: the teacher may well be what serves now.
        List<MatchingResult> clean = new ArrayList<>(measured.alone().values());
        measured.serving().ifPresent(clean::add);
        List<Chart> charts = new ArrayList<>();
        add(charts, "FNMR at FMR 1e-3: the less, the better", clean, GatePage::alone, GatePage::fnmr);
        add(charts, "Accuracy: the more, the better", clean, GatePage::alone, GatePage::accuracy);
        add(
                charts,
                "FNMR at FMR 1e-3, faces made worse",
                measured.degraded(),
                match -> match.condition() + ", " + GateReport.pair(match),
                GatePage::fnmr);
        return charts;
    }

    private static List<GateModel> roles(GateMeasurements measured) {
        return List.of(measured.student(), measured.teacher(), measured.incumbent());
    }

    private static String alone(MatchingResult match) {
        return GateReport.pair(match);
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
            charts.add(new Chart(title, new IntervalChart(title, rows).drawn()));
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

    /** With twice the standard error to either side. */
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
