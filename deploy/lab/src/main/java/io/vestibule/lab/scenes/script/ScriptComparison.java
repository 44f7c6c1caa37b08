package io.vestibule.lab.scenes.script;

import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the visits that the pipeline observed with the visits of the script.
 *
 * @param visits the result of each scripted visit, door by door
 * @param falseVisits observed when no visitor was present
 * @param posterVisits observed at the poster's position
 */
public record ScriptComparison(
        List<VisitResult> visits, List<ObservedVisit> falseVisits, List<ObservedVisit> posterVisits) {

    /** Tolerance for the times of a visit: clocks and frames are not aligned. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    /** Minimum intersection over union with the face of the poster. */
    private static final float ON_THE_POSTER = 0.3f;

    /** Result of a scripted visit. */
    public enum VisitOutcome {
        /** A resident, identified correctly. */
        IDENTIFIED,
        /** A stranger, reported as unknown. */
        UNKNOWN,
        /** Not observed, observed without a decision, or a resident reported as unknown. */
        MISSED,
        /** Identified as another subject. */
        WRONG
    }

    /**
     * A scripted visit and its result.
     *
     * @param observed the observed visits; a visitor who is out of view for long is observed twice
     */
    public record VisitResult(
            ScriptedDoor door, ScriptedVisit visit, VisitOutcome outcome, List<ObservedVisit> observed) {}

    /**
     * Matches observed visits with scripted ones.
     *
     * @param posterFaces box of the poster's face in pixels, by camera
     */
    public static ScriptComparison of(
            SceneScript script, Map<String, BoundingBox> posterFaces, List<ObservedVisit> observed) {
        List<ObservedVisit> ofPosters = new ArrayList<>();
        List<ObservedVisit> unmatched = new ArrayList<>();
        Map<ScriptedVisit, List<ObservedVisit>> matched = new HashMap<>();
        for (ObservedVisit candidate : observed) {
            ScriptedDoor door = script.door(candidate.camera());
            Optional<BoundingBox> poster = Optional.ofNullable(posterFaces.get(candidate.camera()));
            Optional<ScriptedVisit> visit = visitOf(door, candidate);
            if (poster.isPresent() && candidate.box().overlap(poster.get()) >= ON_THE_POSTER) {
                ofPosters.add(candidate);
            } else if (visit.isPresent()) {
                matched.computeIfAbsent(visit.get(), v -> new ArrayList<>()).add(candidate);
            } else {
                unmatched.add(candidate);
            }
        }
        List<VisitResult> visits = new ArrayList<>();
        for (ScriptedDoor door : script.doors()) {
            for (ScriptedVisit visit : door.visits()) {
                List<ObservedVisit> observedVisits = matched.getOrDefault(visit, List.of());
                visits.add(new VisitResult(door, visit, outcome(visit, observedVisits), observedVisits));
            }
        }
        return new ScriptComparison(visits, unmatched, ofPosters);
    }

    public int count(VisitOutcome outcome) {
        return (int) visits.stream().filter(visit -> visit.outcome() == outcome).count();
    }

    /** Returns the number of observed visits that were identified as a subject who was not present. */
    public int falseIdentifications() {
        long ofVisits = visits.stream()
                .mapToLong(result -> result.observed().stream()
                        .filter(observed -> isWrong(result.visit(), observed))
                        .count())
                .sum();
        long ofAbsent = falseVisits.stream()
                .filter(observed -> observed.identified().isPresent())
                .count();
        long ofPosters = posterVisits.stream()
                .filter(observed -> observed.identified().isPresent())
                .count();
        return (int) (ofVisits + ofAbsent + ofPosters);
    }

    private static VisitOutcome outcome(ScriptedVisit visit, List<ObservedVisit> observed) {
        if (observed.stream().anyMatch(candidate -> isWrong(visit, candidate))) {
            return VisitOutcome.WRONG;
        }
        if (visit.subject().isPresent()) {
            return observed.stream()
                            .anyMatch(candidate -> candidate.identified().equals(visit.subject()))
                    ? VisitOutcome.IDENTIFIED
                    : VisitOutcome.MISSED;
        }
        return observed.stream().anyMatch(ObservedVisit::unknown) ? VisitOutcome.UNKNOWN : VisitOutcome.MISSED;
    }

    private static boolean isWrong(ScriptedVisit visit, ObservedVisit observed) {
        return observed.identified().isPresent() && !observed.identified().equals(visit.subject());
    }

    /** Returns the scripted visit with the longest overlap. */
    private static Optional<ScriptedVisit> visitOf(ScriptedDoor door, ObservedVisit observed) {
        TimeSpan time = observed.time().widened(TOLERANCE);
        return door.visits().stream()
                .filter(visit -> !visit.time().overlap(time).isZero())
                .max(Comparator.comparing(visit -> visit.time().overlap(time)));
    }
}
