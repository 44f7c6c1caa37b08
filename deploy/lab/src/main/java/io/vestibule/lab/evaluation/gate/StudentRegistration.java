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
 * Adds a student that has passed to a zoo: its file, and a card with what was measured and where it comes from.
 *
 * @param manifest what is known of the models that it was made of
 * @param data the photographs it was trained on, in words
 * @param dataLicence what may be done with them
 * @param weaknesses what is known to go worse than elsewhere
 */
public record StudentRegistration(Manifest manifest, String data, Licence dataLicence, List<String> weaknesses) {

    private static final Licence CODE =
            new Licence("Apache-2.0", Use.ANY, "the graph is written by this project's trainer");

    private static final String SCRATCH = "scratch";

    /** Of a file's sha256, in a contract. */
    private static final int FEWEST_DIGITS = 12;

    /** A door's search needs a threshold at least this strict. */
    private static final String STRICT = "1e-4";

    public StudentRegistration {
        weaknesses = List.copyOf(weaknesses);
    }

    /**
     * @return the student's entry
     * @throws GateException if it has not passed, or there are too few people to measure its threshold with
     * @throws io.vestibule.zoo.ZooException if there is such a student already, or the folder cannot be written
     */
    public Path add(String name, GateReport report, StudentFolder folder) {
        if (!report.passed()) {
            throw new GateException("only a student that has passed is added");
        }
        return folder.add(name, report.candidate().file(), card(report));
    }

    ModelCard card(GateReport report) {
        GateMeasurements measured = report.measured();
        Candidate candidate = report.candidate();
        MatchingResult serving = measured.serving().orElseThrow();
        if (serving.errors().get(STRICT).isEmpty()) {
            throw new GateException("it takes 30000 pairs of two people to measure the threshold at an FMR of " + STRICT
                    + ", which a door needs, and there are " + serving.impostorPairs() + ": name more folders");
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
                        "A student of %s: %.2f million parameters, %.1f times as fast as %s.",
                        candidate.teacher(),
                        candidate.file().parameters() / 1e6,
                        measured.speed(),
                        measured.incumbent().name()),
                seen.input(),
                seen.outputs(),
                seen.alignment(),
                descent.licences(CODE),
                points(measured, serving),
                Optional.of(candidate.teacher()),
                Optional.of(descent));
    }

    private Provenance descent(GateReport report) {
        GateMeasurements measured = report.measured();
        Candidate candidate = report.candidate();
        StudentFile file = candidate.file();
        List<String> datasets =
                List.of(file.metadata(StudentFile.DATASET).orElseThrow().split("\\s+"));
        List<Link> chain = new ArrayList<>(links("teacher", manifest.model(candidate.teacher())));
        String start = file.metadata(StudentFile.START).orElse("not said");
        chain.addAll(begun(start, candidate.teacher()));
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
                figures(measured, report.rules()),
                weaknesses);
    }

    /**
     * Of the model that its weights were taken from, where it is not the teacher. Of weights that this zoo does not know nobody
     * knows the licence.
     *
     * @param start as the file says it: {@code scratch}, or the contract of a model and how much of it was kept
     */
    List<Link> begun(String start, String teacher) {
        if (start.equals(SCRATCH)) {
            return List.of();
        }
        String[] contract = start.replaceAll(" .*", "").split("@", 2);
        Optional<ModelEntry> model = manifest.models().stream()
                .filter(known -> contract.length == 2
                        && known.name().equals(contract[0])
                        && contract[1].length() >= FEWEST_DIGITS
                        && known.sha256().startsWith(contract[1]))
                .findFirst();
        if (model.isEmpty()) {
            Licence unknown = new Licence("unknown", Use.UNKNOWN, "this zoo does not have the weights it began with");
            String id = contract.length == 2 ? contract[1] : "unknown";
            return List.of(
                    new Link("start " + contract[0], id, Part.WEIGHTS, unknown),
                    new Link("start " + contract[0], id, Part.DATA, unknown));
        }
        return model.get().name().equals(teacher) ? List.of() : links("start", model.get());
    }

    /** A student that was taught by a student inherits its chain through that one's licences. */
    private static List<Link> links(String as, ModelEntry model) {
        Licences licences = model.card().licences();
        return List.of(
                new Link(as + " " + model.name(), model.sha256(), Part.WEIGHTS, licences.weights()),
                new Link(as + " " + model.name(), model.sha256(), Part.DATA, licences.data()));
    }

    private static List<Figure> figures(GateMeasurements measured, GateSettings rules) {
        MatchingResult own = measured.alone(measured.student());
        MatchingResult teacher = measured.alone(measured.teacher());
        MatchingResult serving = measured.serving().orElseThrow();
        List<Figure> figures = new ArrayList<>();
        figure(
                figures,
                "milliseconds a face, one thread",
                Optional.of(measured.pace().of(measured.student())));
        figure(figures, "speed, times that of " + measured.incumbent().name(), Optional.of(measured.speed()));
        figure(figures, "mean cosine with the teacher on the same face", Optional.ofNullable(measured.likeness()));
        figure(figures, "accuracy", own.accuracyShare());
        figure(figures, "accuracy against the teacher's templates", serving.accuracyShare());
        figure(figures, "accuracy of the teacher", teacher.accuracyShare());
        for (String rate : MatchingResult.RATES) {
            figure(figures, "FNMR at FMR " + rate, own.fnmr(rate));
            figure(figures, "FNMR at FMR " + rate + " against the teacher's templates", serving.fnmr(rate));
            figure(figures, "FNMR at FMR " + rate + " of the teacher", teacher.fnmr(rate));
        }
        for (GateDegradation condition : GateResult.worse()) {
            figure(
                    figures,
                    "accuracy against the teacher's templates, probe under " + condition,
                    measured.degraded(measured.student(), measured.teacher(), condition)
                            .accuracyShare());
        }
        rules.named().forEach((name, value) -> figures.add(new Figure("rule " + name, value)));
        return figures;
    }

    private static List<String> commands(Candidate candidate, GateReport report) {
        return List.of(
                text("vestibule label --teacher %s --images FOLDER... --out DATASET", candidate.teacher()),
                "vestibule train --recipe RECIPE --dataset DATASET --out RUN (RECIPE: the text above)",
                text(
                        "vestibule gate --student RUN/student.onnx --against %s --images FOLDER...%s",
                        report.measured().incumbent().name(), report.options()));
    }

    private static void figure(List<Figure> figures, String name, Optional<Double> value) {
        value.ifPresent(known -> figures.add(new Figure(name, Math.round(known * 1e5) / 1e5)));
    }

    private static List<OperatingPoint> points(GateMeasurements measured, MatchingResult serving) {
        String measuredOn = text(
                "%d people held out of training, %d faces as the runtime aligns them: %d pairs of one person, %d of two;"
                        + " the student's faces against templates of %s; %d faces left out whose labels the teacher doubts",
                measured.looks().identities(),
                measured.looks().people().length,
                serving.genuinePairs(),
                serving.impostorPairs(),
                measured.teacher().name(),
                measured.looks().doubtful());
        return Stream.concat(MatchingResult.RATES.stream(), MatchingResult.RARE.stream())
                .flatMap(rate -> serving.errors().get(rate).stream().map(errors -> point(rate, errors, measuredOn)))
                .toList();
    }

    private static OperatingPoint point(String rate, ErrorRates errors, String measuredOn) {
        return new OperatingPoint(
                Double.parseDouble(rate),
                // Up, so that rounding lets nobody in.
                (float) (Math.ceil(errors.threshold() * 1e3) / 1e3),
                Math.round(errors.falseNonMatchRate() * 1e3) / 1e3,
                measuredOn);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
