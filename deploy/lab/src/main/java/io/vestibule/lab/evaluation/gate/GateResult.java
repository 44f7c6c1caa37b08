package io.vestibule.lab.evaluation.gate;

import io.vestibule.models.verification.CrossValidation.Difference;
import io.vestibule.service.config.GateSettings;
import io.vestibule.zoo.students.StudentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Result of all rules. A student passes if it satisfies every rule. */
record GateResult(List<RuleResult> rules) {

    static final String RATE = "1e-3";

    GateResult {
        rules = List.copyOf(rules);
    }

    static GateResult of(GateMeasurements measurements, Candidate candidate, GateSettings settings) {
        List<RuleResult> rules = new ArrayList<>();
        double allowed = settings.allowedLoss(measurements.speed());
        rules.add(people(candidate));
        rules.add(speed(measurements, settings));
        rules.add(accuracy(measurements, allowed));
        rules.add(fnmr(measurements, allowed * settings.fnmrFactor()));
        rules.add(space(measurements, candidate, settings));
        rules.add(cross(measurements, settings));
        rules.add(degraded(measurements, candidate, allowed * settings.degradedFactor()));
        rules.add(chain(candidate));
        return new GateResult(rules);
    }

    boolean passed() {
        return rules.stream().allMatch(RuleResult::passed);
    }

    /** Returns the violated rules with their texts, or all rules if the student passed. */
    List<String> reasons() {
        return rules.stream()
                .filter(rule -> rule.passed() == passed())
                .map(rule -> rule.rule() + ": " + rule.text())
                .toList();
    }

    private static RuleResult people(Candidate candidate) {
        String evaluationSplit = candidate
                .evaluationSplit()
                .map(split -> "a share of " + split.validation() + " of the people")
                .orElse("all people");
        String heldOut =
                candidate.heldOut().map(share -> "held out a share of " + share).orElse("did not record a valid share");
        return new RuleResult(
                "people",
                candidate.isEvaluatedOnHeldOutPeople(),
                "evaluated on " + evaluationSplit + "; its training " + heldOut
                        + (candidate.isEvaluatedOnHeldOutPeople()
                                ? ""
                                : ": evaluated people may be in the training data"));
    }

    private static RuleResult speed(GateMeasurements measurements, GateSettings settings) {
        return new RuleResult(
                "speed",
                measurements.speed() >= settings.leastSpeed(),
                text(
                        "%.2f ms per face, %.2f ms for %s: %.2f times its speed; required: %.2f times",
                        measurements.latency().of(measurements.student()),
                        measurements.latency().of(measurements.incumbent()),
                        measurements.incumbent().name(),
                        measurements.speed(),
                        settings.leastSpeed()));
    }

    private static RuleResult accuracy(GateMeasurements measurements, double allowed) {
        MatchingResult student = measurements.ownGallery(measurements.student());
        MatchingResult incumbent = measurements.ownGallery(measurements.incumbent());
        Optional<Difference> difference = student.accuracyDifference(incumbent);
        if (difference.isEmpty()) {
            return notEvaluated("accuracy", "each fold of people needs genuine and impostor pairs");
        }
        return new RuleResult(
                "accuracy",
                -difference.get().value() <= allowed,
                text(
                        "%.2f %%, %.2f %% for %s: %s; allowed loss at %.2f times its speed: %.2f points",
                        100 * student.accuracyShare().orElseThrow(),
                        100 * incumbent.accuracyShare().orElseThrow(),
                        measurements.incumbent().name(),
                        points(difference.get()),
                        measurements.speed(),
                        100 * allowed));
    }

    private static RuleResult fnmr(GateMeasurements measurements, double allowed) {
        MatchingResult student = measurements.ownGallery(measurements.student());
        MatchingResult incumbent = measurements.ownGallery(measurements.incumbent());
        Optional<Difference> difference = student.fnmrDifference(incumbent, RATE);
        if (difference.isEmpty()) {
            return notEvaluated(
                    "FNMR", "FMR " + RATE + " needs 3000 impostor pairs and enough people for bootstrap draws");
        }
        return new RuleResult(
                "FNMR",
                difference.get().value() <= allowed,
                text(
                        "%.2f %% at FMR %s, %.2f %% for %s: %s; allowed increase: %.2f points",
                        100 * student.fnmr(RATE).orElseThrow(),
                        RATE,
                        100 * incumbent.fnmr(RATE).orElseThrow(),
                        measurements.incumbent().name(),
                        points(difference.get()),
                        100 * allowed));
    }

    private static RuleResult space(GateMeasurements measurements, Candidate candidate, GateSettings settings) {
        Double likeness = measurements.likeness();
        if (!candidate.claimsSpace()) {
            return new RuleResult(
                    "space",
                    false,
                    "the metadata does not name the space of " + candidate.teacher()
                            + " in this zoo, so the student cannot serve its gallery");
        }
        if (likeness == null) {
            return new RuleResult(
                    "space",
                    false,
                    "embeddings have " + measurements.student().dimension() + " values, those of " + candidate.teacher()
                            + " " + measurements.teacher().dimension());
        }
        return new RuleResult(
                "space",
                likeness >= settings.leastLikeness(),
                text(
                        "mean cosine with %s on the same face: %.3f; required: %.3f",
                        candidate.teacher(), likeness, settings.leastLikeness()));
    }

    private static RuleResult cross(GateMeasurements measurements, GateSettings settings) {
        Optional<MatchingResult> serving = measurements.serving();
        MatchingResult own = measurements.ownGallery(measurements.student());
        Optional<Difference> difference = serving.flatMap(match -> match.accuracyDifference(own));
        if (difference.isEmpty()) {
            return notEvaluated("gallery", "student and teacher cannot be compared, or there are too few people");
        }
        return new RuleResult(
                "gallery",
                -difference.get().value() <= settings.crossLoss(),
                text(
                        "%.2f %% against the templates of %s, %.2f %% against its own: %s; allowed loss: %.2f points",
                        100 * serving.orElseThrow().accuracyShare().orElseThrow(),
                        measurements.teacher().name(),
                        100 * own.accuracyShare().orElseThrow(),
                        points(difference.get()),
                        100 * settings.crossLoss()));
    }

    /** Uses the gallery that the student would serve: the teacher's if possible, otherwise its own. */
    private static RuleResult degraded(GateMeasurements measurements, Candidate candidate, double allowed) {
        if (measurements.degraded().isEmpty()) {
            return notEvaluated("degraded", "degraded faces were not tested (--clean-only)");
        }
        GateModel gallery = measurements.serving().isPresent() && candidate.claimsSpace()
                ? measurements.teacher()
                : measurements.student();
        List<String> violations = new ArrayList<>();
        double worst = Double.NEGATIVE_INFINITY;
        GateDegradation worstDegradation = GateDegradation.CLEAN;
        for (GateDegradation degradation : GateDegradation.allExceptClean()) {
            Optional<Difference> difference = measurements
                    .degraded(measurements.student(), gallery, degradation)
                    .accuracyDifference(
                            measurements.degraded(measurements.incumbent(), measurements.incumbent(), degradation));
            if (difference.isEmpty()) {
                return notEvaluated("degraded", "each fold of people needs genuine and impostor pairs");
            }
            double loss = 0 - difference.get().value();
            if (loss > allowed) {
                violations.add(text("%.2f points under %s", 100 * loss, degradation));
            }
            if (loss > worst) {
                worst = loss;
                worstDegradation = degradation;
            }
        }
        String bound = text("; allowed loss under each degradation: %.2f points", 100 * allowed);
        return violations.isEmpty()
                ? new RuleResult(
                        "degraded",
                        true,
                        text(
                                        "largest loss against %s is under %s: %.2f points",
                                        measurements.incumbent().name(), worstDegradation, 100 * worst)
                                + bound)
                : new RuleResult(
                        "degraded",
                        false,
                        "loss against " + measurements.incumbent().name() + ": " + String.join(", ", violations)
                                + bound);
    }

    private static RuleResult chain(Candidate candidate) {
        List<String> missing = candidate.missingProvenanceKeys();
        if (!missing.isEmpty()) {
            return new RuleResult(
                    "licence chain",
                    false,
                    "metadata missing: " + missing.stream().collect(Collectors.joining(", ")));
        }
        return candidate.hasThisTeacher()
                ? new RuleResult(
                        "licence chain", true, "metadata names teacher " + candidate.teacher() + ", recipe and dataset")
                : new RuleResult(
                        "licence chain",
                        false,
                        "the metadata names the teacher "
                                + candidate.file().metadata(StudentFile.TEACHER).orElse("")
                                + " "
                                + candidate
                                        .file()
                                        .metadata(StudentFile.TEACHER_ID)
                                        .orElse("")
                                + ", which is not " + candidate.teacher() + " of this zoo");
    }

    private static RuleResult notEvaluated(String rule, String need) {
        return new RuleResult(rule, false, "cannot be evaluated: " + need);
    }

    private static String points(Difference difference) {
        return text(
                "%+.2f points (%+.2f to %+.2f)",
                100 * difference.value(),
                100 * difference.interval().low(),
                100 * difference.interval().high());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
