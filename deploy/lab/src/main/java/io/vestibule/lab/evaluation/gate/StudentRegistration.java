package io.vestibule.lab.evaluation.gate;

import io.vestibule.models.verification.ErrorRates;
import io.vestibule.service.config.GateSettings;
import io.vestibule.zoo.manifest.Licences;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.manifest.OperatingPoint;
import io.vestibule.zoo.manifest.Provenance;
import io.vestibule.zoo.manifest.Provenance.Figure;
import io.vestibule.zoo.manifest.Provenance.Link;
import io.vestibule.zoo.students.StudentFile;
import io.vestibule.zoo.students.StudentFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds a student that passed the gate to a zoo: its file, and a model card with measurements and provenance.
 *
 * @param manifest the models that the student can originate from
 * @param data description of the training photographs
 * @param dataLicence licence of the training photographs
 * @param weaknesses known weaknesses
 */
public record StudentRegistration(Manifest manifest, String data, Licence dataLicence, List<String> weaknesses) {

    private static final Licence CODE =
            new Licence("Apache-2.0", Use.ANY, "the graph is written by this project's trainer");

    private static final String SCRATCH = "scratch";

    /** Minimum number of digits of the sha256 in a contract id. */
    private static final int MINIMUM_DIGITS = 12;

    /** Least strict FMR for which a threshold is needed: a search at a door makes many comparisons. */
    private static final String DOOR_RATE = "1e-4";

    public StudentRegistration {
        weaknesses = List.copyOf(weaknesses);
    }

    /**
     * Adds the student.
     *
     * @return the student's entry
     * @throws GateException if the student did not pass, or there are too few people to measure its threshold
     * @throws io.vestibule.zoo.ZooException if a student of this name exists, or the folder cannot be written
     */
    public Path add(String name, GateReport report, StudentFolder folder) {
        if (!report.passed()) {
            throw new GateException("the student did not pass the gate; only a student that passed can be added");
        }
        return folder.add(name, report.candidate().file(), card(report));
    }

    ModelCard card(GateReport report) {
        GateMeasurements measurements = report.measurements();
        Candidate candidate = report.candidate();
        MatchingResult serving = measurements.serving().orElseThrow();
        if (serving.errorsAt(DOOR_RATE).isEmpty()) {
            throw new GateException("too few impostor pairs to measure the threshold of a door at FMR " + DOOR_RATE
                    + ": " + serving.impostorPairs() + " of 30000; add folders to --images");
        }
        Provenance descent = descent(report);
        ModelCard seen = candidate
                .file()
                .candidate(
                        candidate.teacher(), candidate.teacherModel().orElseThrow(), Optional.of(candidate.teacher()))
                .card();
        return new ModelCard(
                ModelCard.Role.EMBEDDER,
                text(
                        "Student of %s: %.2f million parameters, %.1f times the speed of %s.",
                        candidate.teacher(),
                        candidate.file().parameters() / 1e6,
                        measurements.speed(),
                        measurements.incumbent().name()),
                seen.input(),
                seen.outputs(),
                seen.alignment(),
                descent.licences(CODE),
                points(measurements, serving),
                Optional.of(candidate.teacher()),
                Optional.of(descent));
    }

    private Provenance descent(GateReport report) {
        GateMeasurements measurements = report.measurements();
        Candidate candidate = report.candidate();
        StudentFile file = candidate.file();
        List<String> datasets =
                List.of(file.metadata(StudentFile.DATASET).orElseThrow().split("\\s+"));
        List<Link> chain = new ArrayList<>(links("teacher", manifest.model(candidate.teacher())));
        String start = file.metadata(StudentFile.START).orElse("not recorded");
        chain.addAll(startLinks(start, candidate.teacher()));
        chain.add(new Link("photographs", String.join(" ", datasets), Part.DATA, dataLicence));
        return new Provenance(
                candidate.teacher(),
                candidate.teacherModel().orElseThrow().id(),
                start,
                file.metadata(StudentFile.RECIPE).orElseThrow(),
                datasets,
                data,
                commands(candidate, report),
                chain,
                figures(measurements, report.settings()),
                weaknesses);
    }

    /**
     * Returns the links of the model from which training started, unless it is the teacher. If the zoo does not know
     * that model, its licence is unknown.
     *
     * @param start value of the file's metadata: {@code scratch}, or a contract id and the share that was kept
     */
    List<Link> startLinks(String start, String teacher) {
        if (start.equals(SCRATCH)) {
            return List.of();
        }
        String[] contract = start.replaceAll(" .*", "").split("@", 2);
        Optional<ModelEntry> model = manifest.models().stream()
                .filter(known -> contract.length == 2
                        && known.name().equals(contract[0])
                        && contract[1].length() >= MINIMUM_DIGITS
                        && known.sha256().startsWith(contract[1]))
                .findFirst();
        if (model.isEmpty()) {
            Licence unknown = new Licence("unknown", Use.UNKNOWN, "this zoo does not have the initial weights");
            String id = contract.length == 2 ? contract[1] : "unknown";
            return List.of(
                    new Link("start " + contract[0], id, Part.WEIGHTS, unknown),
                    new Link("start " + contract[0], id, Part.DATA, unknown));
        }
        return model.get().name().equals(teacher) ? List.of() : links("start", model.get());
    }

    /** Returns the licences of a model. For a student of a student they already include its chain. */
    private static List<Link> links(String role, ModelEntry model) {
        Licences licences = model.card().licences();
        return List.of(
                new Link(role + " " + model.name(), model.sha256(), Part.WEIGHTS, licences.weights()),
                new Link(role + " " + model.name(), model.sha256(), Part.DATA, licences.data()));
    }

    private static List<Figure> figures(GateMeasurements measurements, GateSettings settings) {
        MatchingResult own = measurements.ownGallery(measurements.student());
        MatchingResult teacher = measurements.ownGallery(measurements.teacher());
        MatchingResult serving = measurements.serving().orElseThrow();
        List<Figure> figures = new ArrayList<>();
        figure(
                figures,
                "milliseconds per face, one thread",
                Optional.of(measurements.latency().of(measurements.student())));
        figure(figures, "speed relative to " + measurements.incumbent().name(), Optional.of(measurements.speed()));
        figure(figures, "mean cosine with the teacher on the same face", Optional.ofNullable(measurements.likeness()));
        figure(figures, "accuracy", own.accuracyShare());
        figure(figures, "accuracy against the teacher's templates", serving.accuracyShare());
        figure(figures, "accuracy of the teacher", teacher.accuracyShare());
        for (String rate : MatchingResult.RATES) {
            figure(figures, "FNMR at FMR " + rate, own.fnmr(rate));
            figure(figures, "FNMR at FMR " + rate + " against the teacher's templates", serving.fnmr(rate));
            figure(figures, "FNMR at FMR " + rate + " of the teacher", teacher.fnmr(rate));
        }
        for (GateDegradation degradation : GateDegradation.allExceptClean()) {
            figure(
                    figures,
                    "accuracy against the teacher's templates, probe degraded by " + degradation,
                    measurements
                            .degraded(measurements.student(), measurements.teacher(), degradation)
                            .accuracyShare());
        }
        settings.values().forEach((name, value) -> figures.add(new Figure("rule " + name, value)));
        return figures;
    }

    private static List<String> commands(Candidate candidate, GateReport report) {
        return List.of(
                text("vestibule label --teacher %s --images FOLDER... --out DATASET", candidate.teacher()),
                "vestibule train --recipe RECIPE --dataset DATASET --out RUN (RECIPE: the text above)",
                text(
                        "vestibule gate --student RUN/student.onnx --against %s --images FOLDER...%s",
                        report.measurements().incumbent().name(), report.options()));
    }

    private static void figure(List<Figure> figures, String name, Optional<Double> value) {
        value.ifPresent(known -> figures.add(new Figure(name, Math.round(known * 1e5) / 1e5)));
    }

    private static List<OperatingPoint> points(GateMeasurements measurements, MatchingResult serving) {
        String measuredOn = text(
                "%d people held out of training, %d faces aligned by the runtime: %d genuine pairs, %d impostor pairs;"
                        + " the student's faces against templates of %s; %d faces with doubtful labels left out",
                measurements.embeddings().identities(),
                measurements.embeddings().people().length,
                serving.genuinePairs(),
                serving.impostorPairs(),
                measurements.teacher().name(),
                measurements.embeddings().doubtful());
        return Stream.concat(MatchingResult.RATES.stream(), MatchingResult.RARE_RATES.stream())
                .flatMap(rate -> serving.errorsAt(rate).stream().map(errors -> point(rate, errors, measuredOn)))
                .toList();
    }

    private static OperatingPoint point(String rate, ErrorRates errors, String measuredOn) {
        return new OperatingPoint(
                Double.parseDouble(rate),
                // Rounded up, so that rounding never accepts more pairs.
                (float) (Math.ceil(errors.threshold() * 1e3) / 1e3),
                Math.round(errors.falseNonMatchRate() * 1e3) / 1e3,
                measuredOn);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
