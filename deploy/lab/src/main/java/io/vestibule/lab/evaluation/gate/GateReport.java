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

/** Measurements and result of the gate, for scripts and as text. */
public final class GateReport {

    private final GateMeasurements measurements;
    private final Candidate candidate;
    private final Optional<Split> split;
    private final GateSettings settings;
    private final GateResult result;
    private final Gate.Request request;
    private final double seconds;

    GateReport(
            GateMeasurements measurements,
            Candidate candidate,
            Optional<Split> split,
            GateSettings settings,
            GateResult result,
            Gate.Request request,
            double seconds) {
        this.measurements = measurements;
        this.candidate = candidate;
        this.split = split;
        this.settings = settings;
        this.result = result;
        this.request = request;
        this.seconds = seconds;
    }

    public boolean passed() {
        return result.passed();
    }

    GateMeasurements measurements() {
        return measurements;
    }

    Candidate candidate() {
        return candidate;
    }

    GateResult result() {
        return result;
    }

    GateSettings settings() {
        return settings;
    }

    /**
     * Values of {@code --json}; their names are a stable interface. Rates are shares, 0 to 1, and null if there are too
     * few pairs.
     *
     * @param validation share of the identities that are held out; null if all identities are used
     * @param doubtful number of faces left out because their labels are doubtful
     * @param likeness mean cosine of the student's embedding with the teacher's embedding of the same face
     * @param speed speed relative to the incumbent
     * @param differences student minus incumbent, each against its own templates
     * @param added entry of the student, if it was added to a zoo
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

    /** One model's faces against another model's templates. */
    public record Cross(
            String probe,
            String gallery,
            String probeRole,
            String galleryRole,
            @Nullable Double accuracy,
            Map<String, @Nullable Double> fnmrAtFmr,
            Map<String, double @Nullable []> fnmrInterval,
            Map<String, @Nullable Float> thresholdAtFmr) {}

    /** The same with a degraded probe. */
    public record Degraded(
            String degradation,
            String probe,
            String gallery,
            String probeRole,
            String galleryRole,
            @Nullable Double accuracy,
            Map<String, @Nullable Double> fnmrAtFmr,
            Map<String, double @Nullable []> fnmrInterval) {}

    /** Differences with 95 % intervals: of accuracy over the folds, of FNMR over bootstrap draws of people. */
    public record Differences(@Nullable Between accuracy, Map<String, @Nullable Between> fnmrAtFmr) {}

    /** A difference and its interval. */
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
        MatchingResult own = measurements.ownGallery(measurements.student());
        return new Summary(
                measurements.student().id(),
                candidate.file().path().toString(),
                measurements.embeddings().identities(),
                measurements.embeddings().people().length,
                own.genuinePairs(),
                own.impostorPairs(),
                split.map(Split::validation).orElse(null),
                measurements.embeddings().unreadable(),
                measurements.embeddings().doubtful(),
                models().stream().map(this::model).toList(),
                measurements.speed(),
                measurements.likeness(),
                differences(),
                measurements.cross().stream().map(GateReport::cross).toList(),
                measurements.degraded().stream().map(GateReport::degraded).toList(),
                settings,
                result.rules(),
                result.passed() ? "passed" : "failed",
                result.reasons(),
                added.map(Path::toString).orElse(null),
                Math.round(seconds * 10) / 10.0);
    }

    private List<GateModel> models() {
        return List.of(measurements.student(), measurements.teacher(), measurements.incumbent());
    }

    private Model model(GateModel model) {
        MatchingResult match = measurements.ownGallery(model);
        return new Model(
                model.id(),
                model.role().toString(),
                model.name(),
                Math.round(measurements.latency().of(model) * 1e3) / 1e3,
                match.accuracyShare().orElse(null),
                match.accuracy().map(CrossValidation::standardDeviation).orElse(null),
                byRate(match, ErrorRates::falseNonMatchRate),
                intervals(match),
                byRate(match, ErrorRates::threshold));
    }

    private static Cross cross(MatchingResult match) {
        return new Cross(
                match.probe().id(),
                match.gallery().id(),
                match.probe().role().toString(),
                match.gallery().role().toString(),
                match.accuracyShare().orElse(null),
                byRate(match, ErrorRates::falseNonMatchRate),
                intervals(match),
                byRate(match, ErrorRates::threshold));
    }

    private static Degraded degraded(MatchingResult match) {
        return new Degraded(
                match.degradation().toString(),
                match.probe().id(),
                match.gallery().id(),
                match.probe().role().toString(),
                match.gallery().role().toString(),
                match.accuracyShare().orElse(null),
                byRate(match, ErrorRates::falseNonMatchRate),
                intervals(match));
    }

    private Differences differences() {
        MatchingResult student = measurements.ownGallery(measurements.student());
        MatchingResult incumbent = measurements.ownGallery(measurements.incumbent());
        Map<String, @Nullable Between> fnmr = new LinkedHashMap<>();
        MatchingResult.RATES.forEach(rate -> fnmr.put(
                rate, student.fnmrDifference(incumbent, rate).map(Between::of).orElse(null)));
        return new Differences(
                student.accuracyDifference(incumbent).map(Between::of).orElse(null), fnmr);
    }

    private static <T> Map<String, @Nullable T> byRate(MatchingResult match, Function<ErrorRates, T> figure) {
        Map<String, @Nullable T> figures = new LinkedHashMap<>();
        MatchingResult.RATES.forEach(
                rate -> figures.put(rate, match.errorsAt(rate).map(figure).orElse(null)));
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

    /** Writes a self-contained HTML page. */
    public void write(Path file) {
        GatePage.write(this, file);
    }

    /** Returns the tables, the rules with their values, and the result as text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(people());
        header(text, "against its own templates", "ms");
        models().forEach(model -> line(
                text,
                model.role() + " " + model.name(),
                measurements.ownGallery(model),
                format("%.2f", measurements.latency().of(model))));
        header(text, "faces of / templates of", "");
        measurements.cross().forEach(match -> line(text, rolesOf(match), match, ""));
        if (!measurements.degraded().isEmpty()) {
            header(text, "degraded faces", "");
            measurements
                    .degraded()
                    .forEach(match -> line(text, match.degradation() + ", " + rolesOf(match), match, ""));
        }
        text.append(System.lineSeparator());
        result.rules()
                .forEach(rule -> text.append(
                        format("%-9s %-14s %s%n", rule.passed() ? "satisfied" : "VIOLATED", rule.rule(), rule.text())));
        text.append(System.lineSeparator()).append(limits()).append(System.lineSeparator());
        text.append(format(
                "result: %s (%s, %.0f s)",
                result.passed() ? "passed" : "failed", measurements.student().id(), seconds));
        return text.toString();
    }

    /** Returns a description of the people in the evaluation. */
    String people() {
        MatchingResult own = measurements.ownGallery(measurements.student());
        String who = split.map(used -> format(
                        "%d of %d people, held out of training (a share of %s)",
                        measurements.embeddings().identities(),
                        measurements.heldOut().ofIdentities(),
                        used.validation()))
                .orElseGet(() -> format(
                        "all %d people, possibly including people of the training data",
                        measurements.embeddings().identities()));
        return format(
                "%s; %d faces, %d genuine pairs, %d impostor pairs; %d photographs without a usable face left out; %s%n",
                who,
                measurements.embeddings().people().length,
                own.genuinePairs(),
                own.impostorPairs(),
                measurements.embeddings().unreadable().size(),
                measurements.embeddings().doubtful() == 0
                        ? "all labels accepted"
                        : measurements.embeddings().doubtful() + " faces with doubtful labels left out");
    }

    /** Returns the limits of the rules. */
    String limits() {
        return settings.values().entrySet().stream()
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining(", ", "rules: ", ""));
    }

    /** Returns the options that select the same people. */
    String options() {
        return split.map(used -> " --validation " + used.validation()).orElse(" --all-identities")
                + " --per-person " + request.perPerson()
                + (request.leaveOutDoubtful() ? " --leave-out-doubtful" : "");
    }

    static String rolesOf(MatchingResult match) {
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
