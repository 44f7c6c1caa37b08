package io.vestibule.lab.evaluation.gate;

import io.vestibule.models.verification.CrossValidation.Difference;
import io.vestibule.service.config.GateSettings;
import io.vestibule.zoo.students.StudentFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what was measured against the rules. A student passes that holds every one. */
record GateResult(List<RuleResult> rulings) {

    static final String RATE = "1e-3";

    GateResult {
        rulings = List.copyOf(rulings);
    }

    static GateResult of(GateMeasurements measured, Candidate candidate, GateSettings rules) {
        List<RuleResult> rulings = new ArrayList<>();
        double allowed = rules.allowedLoss(measured.speed());
        rulings.add(people(candidate));
        rulings.add(speed(measured, rules));
        rulings.add(accuracy(measured, allowed));
        rulings.add(fnmr(measured, allowed * rules.fnmrFactor()));
        rulings.add(space(measured, candidate, rules));
        rulings.add(cross(measured, rules));
        rulings.add(degraded(measured, candidate, allowed * rules.degradedFactor()));
        rulings.add(chain(candidate));
        return new GateResult(rulings);
    }

    boolean passed() {
        return rulings.stream().allMatch(RuleResult::passed);
    }

    /** The rules that it breaks, in their sentences; of a student that passes, all that it holds. */
    List<String> reasons() {
        return rulings.stream()
                .filter(ruling -> ruling.passed() == passed())
                .map(ruling -> ruling.rule() + ": " + ruling.text())
                .toList();
    }

    private static RuleResult people(Candidate candidate) {
        String judges = candidate
                .judges()
                .map(split -> "a share of " + split.validation() + " of the people")
                .orElse("everybody");
        String heldOut = candidate.heldOut().map(share -> "held out " + share).orElse("does not say what it held out");
        return new RuleResult(
                "people",
                candidate.isJudgedByStrangers(),
                "it is judged by " + judges + ", and its training " + heldOut
                        + (candidate.isJudgedByStrangers() ? "" : ": it may have learnt from those it is judged by"));
    }

    private static RuleResult speed(GateMeasurements measured, GateSettings rules) {
        return new RuleResult(
                "speed",
                measured.speed() >= rules.leastSpeed(),
                text(
                        "%.2f ms a face against %.2f ms of %s, %.2f times as fast; %.2f times is needed",
                        measured.pace().of(measured.student()),
                        measured.pace().of(measured.incumbent()),
                        measured.incumbent().name(),
                        measured.speed(),
                        rules.leastSpeed()));
    }

    private static RuleResult accuracy(GateMeasurements measured, double allowed) {
        MatchingResult student = measured.alone(measured.student());
        MatchingResult incumbent = measured.alone(measured.incumbent());
        Optional<Difference> difference = student.accuracyOver(incumbent);
        if (difference.isEmpty()) {
            return unstated("accuracy", "each tenth of the people must have pairs of one person and of two");
        }
        return new RuleResult(
                "accuracy",
                -difference.get().value() <= allowed,
                text(
                        "%.2f %% against %.2f %% of %s, %s; at %.2f times its speed %.2f points may be lost",
                        100 * student.accuracyShare().orElseThrow(),
                        100 * incumbent.accuracyShare().orElseThrow(),
                        measured.incumbent().name(),
                        points(difference.get()),
                        measured.speed(),
                        100 * allowed));
    }

    private static RuleResult fnmr(GateMeasurements measured, double allowed) {
        MatchingResult student = measured.alone(measured.student());
        MatchingResult incumbent = measured.alone(measured.incumbent());
        Optional<Difference> difference = student.fnmrOver(incumbent, RATE);
        if (difference.isEmpty()) {
            return unstated(
                    "FNMR", "at an FMR of " + RATE + " it takes 3000 pairs of two people, and people enough to draw");
        }
        return new RuleResult(
                "FNMR",
                difference.get().value() <= allowed,
                text(
                        "%.2f %% at FMR %s against %.2f %% of %s, %s; %.2f points more are allowed",
                        100 * student.fnmr(RATE).orElseThrow(),
                        RATE,
                        100 * incumbent.fnmr(RATE).orElseThrow(),
                        measured.incumbent().name(),
                        points(difference.get()),
                        100 * allowed));
    }

    private static RuleResult space(GateMeasurements measured, Candidate candidate, GateSettings rules) {
        Double likeness = measured.likeness();
        if (!candidate.claimsSpace()) {
            return new RuleResult(
                    "space",
                    false,
                    "the file does not say that it was trained into the sphere of " + candidate.teacher()
                            + " as this zoo has it, so that it cannot be compared with the gallery");
        }
        if (likeness == null) {
            return new RuleResult(
                    "space",
                    false,
                    "it gives " + measured.student().dimension() + " numbers, and " + candidate.teacher() + " "
                            + measured.teacher().dimension());
        }
        return new RuleResult(
                "space",
                likeness >= rules.leastLikeness(),
                text(
                        "mean cosine with %s on the same face %.3f; %.3f is needed",
                        candidate.teacher(), likeness, rules.leastLikeness()));
    }

    private static RuleResult cross(GateMeasurements measured, GateSettings rules) {
        Optional<MatchingResult> serving = measured.serving();
        MatchingResult own = measured.alone(measured.student());
        Optional<Difference> difference = serving.flatMap(match -> match.accuracyOver(own));
        if (difference.isEmpty()) {
            return unstated("gallery", "the student and the teacher cannot be compared, or people are too few");
        }
        return new RuleResult(
                "gallery",
                -difference.get().value() <= rules.crossLoss(),
                text(
                        "%.2f %% against the templates of %s, %.2f %% against its own, %s; %.2f points may be lost",
                        100 * serving.orElseThrow().accuracyShare().orElseThrow(),
                        measured.teacher().name(),
                        100 * own.accuracyShare().orElseThrow(),
                        points(difference.get()),
                        100 * rules.crossLoss()));
    }

    /** Where it serves the teacher's gallery, that is what counts; else its own. */
    private static RuleResult degraded(GateMeasurements measured, Candidate candidate, double allowed) {
        if (measured.degraded().isEmpty()) {
            return unstated("degraded", "faces made worse must be looked at, too");
        }
        GateModel gallery =
                measured.serving().isPresent() && candidate.claimsSpace() ? measured.teacher() : measured.student();
        List<String> collapsed = new ArrayList<>();
        double worst = Double.NEGATIVE_INFINITY;
        GateDegradation worstOf = GateDegradation.CLEAN;
        for (GateDegradation condition : worse()) {
            Optional<Difference> difference = measured.degraded(measured.student(), gallery, condition)
                    .accuracyOver(measured.degraded(measured.incumbent(), measured.incumbent(), condition));
            if (difference.isEmpty()) {
                return unstated("degraded", "each tenth of the people must have pairs of one person and of two");
            }
            double loss = 0 - difference.get().value();
            if (loss > allowed) {
                collapsed.add(text("%.2f points under %s", 100 * loss, condition));
            }
            if (loss > worst) {
                worst = loss;
                worstOf = condition;
            }
        }
        String bound = text("; %.2f points may be lost under each", 100 * allowed);
        return collapsed.isEmpty()
                ? new RuleResult(
                        "degraded",
                        true,
                        text(
                                        "against %s it loses most under %s, %.2f points",
                                        measured.incumbent().name(), worstOf, 100 * worst)
                                + bound)
                : new RuleResult(
                        "degraded",
                        false,
                        "against " + measured.incumbent().name() + " it loses " + String.join(", ", collapsed) + bound);
    }

    private static RuleResult chain(Candidate candidate) {
        List<String> missing = candidate.missingOfChain();
        if (!missing.isEmpty()) {
            return new RuleResult(
                    "licence chain",
                    false,
                    "the file's metadata does not say "
                            + missing.stream().collect(Collectors.joining(", "))
                            + ", so that nobody knows what it was made of");
        }
        return candidate.wasTaughtByThisTeacher()
                ? new RuleResult(
                        "licence chain",
                        true,
                        "teacher " + candidate.teacher() + ", recipe and dataset are named in the file")
                : new RuleResult(
                        "licence chain",
                        false,
                        "its teacher was "
                                + candidate.file().metadata(StudentFile.TEACHER).orElse("")
                                + " "
                                + candidate.file().metadata(StudentFile.TEACHER_ID).orElse("")
                                + ", which is not the " + candidate.teacher() + " of this zoo");
    }

    static List<GateDegradation> worse() {
        return Arrays.stream(GateDegradation.values())
                .filter(condition -> condition != GateDegradation.CLEAN)
                .toList();
    }

    private static RuleResult unstated(String rule, String need) {
        return new RuleResult(rule, false, "cannot be stated: " + need);
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
