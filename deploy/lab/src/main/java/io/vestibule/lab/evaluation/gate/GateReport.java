package io.vestibule.lab.evaluation.gate;

import io.vestibule.dataset.select.Split;
import io.vestibule.models.verification.ConfidenceInterval;
import io.vestibule.models.verification.CrossValidation;
import io.vestibule.models.verification.CrossValidation.Difference;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.service.config.GateSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured and what came of it, for scripts and for people. */
public final class GateReport {

    private final GateMeasurements measured;
    private final Candidate candidate;
    private final Optional<Split> split;
    private final GateSettings rules;
    private final GateResult verdict;
    private final Gate.Question question;
    private final double seconds;

    GateReport(
            GateMeasurements measured,
            Candidate candidate,
            Optional<Split> split,
            GateSettings rules,
            GateResult verdict,
            Gate.Question question,
            double seconds) {
        this.measured = measured;
        this.candidate = candidate;
        this.split = split;
        this.rules = rules;
        this.verdict = verdict;
        this.question = question;
        this.seconds = seconds;
    }

    public boolean passed() {
        return verdict.passed();
    }

    GateMeasurements measured() {
        return measured;
    }

    Candidate candidate() {
        return candidate;
    }

    GateResult verdict() {
        return verdict;
    }

    GateSettings rules() {
        return rules;
    }

    /**
     * For scripts; the names are part of what the program promises. Rates are shares, 0 to 1, and null where there are too few
     * pairs to state them.
     *
     * @param validation share of the identities that are held out; null if everybody was taken
     * @param doubtful faces that were left out because the teacher doubts their labels
     * @param likeness mean cosine of the student's embedding with the teacher's of the same face
     * @param speed how many times as fast as the incumbent
     * @param differences student less incumbent, each against its own templates
     * @param added the student's entry, if it was added to a zoo
     */
    public record Summary(
            String student,
            String file,
            int identities,
            int images,
            long genuinePairs,
            long impostorPairs,
            @Nullable Double validation,
            List<ProbeEmbeddings.Unreadable> unreadable,
            int doubtful,
            List<Model> models,
            double speed,
            @Nullable Double likeness,
            Differences differences,
            List<Cross> cross,
            List<Degraded> degraded,
            GateSettings settings,
            List<RuleResult> rules,
            String verdict,
            List<String> reasons,
            @Nullable String added,
            double seconds) {}

    /** A model against its own templates. */
    public record Model(
            String id,
            String role,
            String name,
            double millis,
            @Nullable Double accuracy,
            @Nullable Double accuracyStd,
            Map<String, @Nullable Double> fnmrAtFmr,
            Map<String, double @Nullable []> fnmrInterval,
            Map<String, @Nullable Float> thresholdAtFmr) {}

    /** One model's faces against another's templates. */
    public record Cross(
            String probe,
            String gallery,
            String probeRole,
            String galleryRole,
            @Nullable Double accuracy,
            Map<String, @Nullable Double> fnmrAtFmr,
            Map<String, double @Nullable []> fnmrInterval,
            Map<String, @Nullable Float> thresholdAtFmr) {}

    /** The same with the probe made worse. */
    public record Degraded(
            String degradation,
            String probe,
            String gallery,
            String probeRole,
            String galleryRole,
            @Nullable Double accuracy,
            Map<String, @Nullable Double> fnmrAtFmr,
            Map<String, double @Nullable []> fnmrInterval) {}

    /** Differences with their intervals of 95 %: of accuracy over the folds, of FNMR over draws of people. */
    public record Differences(@Nullable Between accuracy, Map<String, @Nullable Between> fnmrAtFmr) {}

    /** A difference, and where it lies. */
    public record Between(double value, double low, double high) {
        static Between of(Difference difference) {
            return new Between(
                    difference.value(),
                    difference.interval().low(),
                    difference.interval().high());
        }
    }

    /** @param added the student's entry, if it was added to a zoo */
    public Summary summary(Optional<Path> added) {
        MatchingResult any = measured.alone(measured.student());
        return new Summary(
                measured.student().id(),
                candidate.file().path().toString(),
                measured.looks().identities(),
                measured.looks().people().length,
                any.genuinePairs(),
                any.impostorPairs(),
                split.map(Split::validation).orElse(null),
                measured.looks().unreadable(),
                measured.looks().doubtful(),
                roles().stream().map(this::model).toList(),
                measured.speed(),
                measured.likeness(),
                differences(),
                measured.cross().stream().map(GateReport::cross).toList(),
                measured.degraded().stream().map(GateReport::degraded).toList(),
                rules,
                verdict.rulings(),
                verdict.passed() ? "passed" : "failed",
                verdict.reasons(),
                added.map(Path::toString).orElse(null),
                Math.round(seconds * 10) / 10.0);
    }

    private List<GateModel> roles() {
        return List.of(measured.student(), measured.teacher(), measured.incumbent());
    }

    private Model model(GateModel entrant) {
        MatchingResult match = measured.alone(entrant);
        return new Model(
                entrant.id(),
                entrant.role().toString(),
                entrant.name(),
                Math.round(measured.pace().of(entrant) * 1e3) / 1e3,
                match.accuracyShare().orElse(null),
                match.accuracy().map(CrossValidation::standardDeviation).orElse(null),
                each(match, ErrorRates::falseNonMatchRate),
                intervals(match),
                each(match, ErrorRates::threshold));
    }

    private static Cross cross(MatchingResult match) {
        return new Cross(
                match.probe().id(),
                match.gallery().id(),
                match.probe().role().toString(),
                match.gallery().role().toString(),
                match.accuracyShare().orElse(null),
                each(match, ErrorRates::falseNonMatchRate),
                intervals(match),
                each(match, ErrorRates::threshold));
    }

    private static Degraded degraded(MatchingResult match) {
        return new Degraded(
                match.condition().toString(),
                match.probe().id(),
                match.gallery().id(),
                match.probe().role().toString(),
                match.gallery().role().toString(),
                match.accuracyShare().orElse(null),
                each(match, ErrorRates::falseNonMatchRate),
                intervals(match));
    }

    private Differences differences() {
        MatchingResult student = measured.alone(measured.student());
        MatchingResult incumbent = measured.alone(measured.incumbent());
        Map<String, @Nullable Between> fnmr = new LinkedHashMap<>();
        MatchingResult.RATES.forEach(rate -> fnmr.put(
                rate, student.fnmrOver(incumbent, rate).map(Between::of).orElse(null)));
        return new Differences(student.accuracyOver(incumbent).map(Between::of).orElse(null), fnmr);
    }

    private static <T> Map<String, @Nullable T> each(MatchingResult match, Function<ErrorRates, T> figure) {
        Map<String, @Nullable T> figures = new LinkedHashMap<>();
        MatchingResult.RATES.forEach(
                rate -> figures.put(rate, match.errors().get(rate).map(figure).orElse(null)));
        return figures;
    }

    private static Map<String, double @Nullable []> intervals(MatchingResult match) {
        Map<String, double @Nullable []> intervals = new LinkedHashMap<>();
        MatchingResult.RATES.forEach(rate -> intervals.put(
                rate,
                match.interval(rate)
                        .map(interval -> new double[] {interval.low(), interval.high()})
                        .orElse(null)));
        return intervals;
    }

    /** Writes an HTML page that needs nothing beside it. */
    public void write(Path file) {
        GatePage.write(this, file);
    }

    /** For people: the tables, the rules with their values, and the verdict. */
    public String inWords() {
        StringBuilder text = new StringBuilder();
        text.append(people());
        header(text, "against its own templates", "ms");
        roles().forEach(entrant -> line(
                text,
                entrant.role() + " " + entrant.name(),
                measured.alone(entrant),
                format("%.2f", measured.pace().of(entrant))));
        header(text, "faces of, against templates of", "");
        measured.cross().forEach(match -> line(text, pair(match), match, ""));
        if (!measured.degraded().isEmpty()) {
            header(text, "faces made worse", "");
            measured.degraded().forEach(match -> line(text, match.condition() + ", " + pair(match), match, ""));
        }
        text.append(System.lineSeparator());
        verdict.rulings()
                .forEach(ruling -> text.append(
                        format("%-7s %-14s %s%n", ruling.passed() ? "holds" : "BROKEN", ruling.rule(), ruling.text())));
        text.append(System.lineSeparator()).append(settings()).append(System.lineSeparator());
        text.append(format(
                "verdict: %s (%s, %.0f s)",
                verdict.passed() ? "passed" : "failed", measured.student().id(), seconds));
        return text.toString();
    }

    /** Who the student was judged by. */
    String people() {
        MatchingResult any = measured.alone(measured.student());
        String who = split.map(used -> format(
                        "%d of %d people, who were held out (a share of %s)",
                        measured.looks().identities(), measured.heldOut().ofIdentities(), used.validation()))
                .orElseGet(() -> format(
                        "all %d people, among whom may be those that it was trained on",
                        measured.looks().identities()));
        return format(
                "%s; %d faces, %d pairs of one person, %d of two; %d photographs gave no face and are left out; %s%n",
                who,
                measured.looks().people().length,
                any.genuinePairs(),
                any.impostorPairs(),
                measured.looks().unreadable().size(),
                measured.looks().doubtful() == 0
                        ? "labels as they came"
                        : measured.looks().doubtful() + " faces are left out whose labels the teacher doubts");
    }

    /** The rules' numbers. */
    String settings() {
        return rules.named().entrySet().stream()
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining(", ", "rules: ", ""));
    }

    /** Flags with which the same people are judged by. */
    String options() {
        return split.map(used -> " --validation " + used.validation()).orElse(" --all-identities")
                + " --per-person " + question.perPerson()
                + (question.leaveOutDoubtful() ? " --leave-out-doubtful" : "");
    }

    static String pair(MatchingResult match) {
        return match.probe().role() + " / " + match.gallery().role();
    }

    private static void header(StringBuilder text, String what, String last) {
        text.append(format(
                "%n%-34s %9s  %-20s %-20s %-20s %6s%n",
                what, "accuracy", "FNMR at FMR 1e-2", "FNMR at FMR 1e-3", "FNMR at FMR 1e-4", last));
    }

    private static void line(StringBuilder text, String name, MatchingResult match, String last) {
        text.append(format(
                "%-34s %9s  %-20s %-20s %-20s %6s%n",
                name, accuracy(match), fnmr(match, "1e-2"), fnmr(match, "1e-3"), fnmr(match, "1e-4"), last));
    }

    static String accuracy(MatchingResult match) {
        return match.accuracyShare()
                .map(share -> format("%.2f %%", 100 * share))
                .orElse("-");
    }

    static String fnmr(MatchingResult match, String rate) {
        Optional<ConfidenceInterval> interval = match.interval(rate);
        return match.fnmr(rate)
                .map(share -> format("%.2f", 100 * share)
                        + interval.map(within -> format(" (%.2f-%.2f)", 100 * within.low(), 100 * within.high()))
                                .orElse(""))
                .orElse("-");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
