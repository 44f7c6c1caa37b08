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
 * What was seen, held against what was played.
 *
 * @param visits every visit of the script, door by door
 * @param falseVisits seen elsewhere while nobody was there
 * @param posterVisits seen in the poster's place
 */
public record ScriptComparison(
        List<JudgedVisit> visits, List<ObservedVisit> falseVisits, List<ObservedVisit> posterVisits) {

    /** A visit may be seen a frame early or late, as clocks are read. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    /** A face that shares this much (intersection over union) with the poster's is the poster's. */
    private static final float ON_THE_POSTER = 0.3f;

    /** How a visit of the script ended. */
    public enum Outcome {
        /** A resident, and named as the one she is. */
        IDENTIFIED,
        /** A stranger, and said to be one. */
        UNKNOWN,
        /** Not seen, or seen and nothing said, or a resident who was taken for a stranger. */
        MISSED,
        /** Named as somebody she is not. */
        WRONG
    }

    /**
     * @param seen all that was seen of it: a visitor who is out of sight for long is seen twice
     */
    public record JudgedVisit(ScriptedDoor door, ScriptedVisit visit, Outcome outcome, List<ObservedVisit> seen) {}

    /**
     * @param posterFaces camera to where its poster's face is, in pixels
     */
    public static ScriptComparison of(
            SceneScript script, Map<String, BoundingBox> posterFaces, List<ObservedVisit> seen) {
        List<ObservedVisit> onPosters = new ArrayList<>();
        List<ObservedVisit> nobody = new ArrayList<>();
        Map<ScriptedVisit, List<ObservedVisit>> matched = new HashMap<>();
        for (ObservedVisit one : seen) {
            ScriptedDoor door = script.door(one.camera());
            Optional<BoundingBox> poster = Optional.ofNullable(posterFaces.get(one.camera()));
            Optional<ScriptedVisit> visit = visitOf(door, one);
            if (poster.isPresent() && one.box().overlap(poster.get()) >= ON_THE_POSTER) {
                onPosters.add(one);
            } else if (visit.isPresent()) {
                matched.computeIfAbsent(visit.get(), v -> new ArrayList<>()).add(one);
            } else {
                nobody.add(one);
            }
        }
        List<JudgedVisit> visits = new ArrayList<>();
        for (ScriptedDoor door : script.doors()) {
            for (ScriptedVisit visit : door.visits()) {
                List<ObservedVisit> of = matched.getOrDefault(visit, List.of());
                visits.add(new JudgedVisit(door, visit, outcome(visit, of), of));
            }
        }
        return new ScriptComparison(visits, nobody, onPosters);
    }

    public int count(Outcome outcome) {
        return (int) visits.stream().filter(visit -> visit.outcome() == outcome).count();
    }

    /** Every time that somebody was named who was not there. */
    public int falseIdentifications() {
        long ofVisits = visits.stream()
                .mapToLong(judged -> judged.seen().stream()
                        .filter(seen -> isWrong(judged.visit(), seen))
                        .count())
                .sum();
        long ofNobody = falseVisits.stream()
                .filter(seen -> seen.identified().isPresent())
                .count();
        long ofPosters = posterVisits.stream()
                .filter(seen -> seen.identified().isPresent())
                .count();
        return (int) (ofVisits + ofNobody + ofPosters);
    }

    private static Outcome outcome(ScriptedVisit visit, List<ObservedVisit> seen) {
        if (seen.stream().anyMatch(one -> isWrong(visit, one))) {
            return Outcome.WRONG;
        }
        if (visit.subject().isPresent()) {
            return seen.stream().anyMatch(one -> one.identified().equals(visit.subject()))
                    ? Outcome.IDENTIFIED
                    : Outcome.MISSED;
        }
        return seen.stream().anyMatch(ObservedVisit::unknown) ? Outcome.UNKNOWN : Outcome.MISSED;
    }

    private static boolean isWrong(ScriptedVisit visit, ObservedVisit seen) {
        return seen.identified().isPresent() && !seen.identified().equals(visit.subject());
    }

    /** The visit of the script with which it shares most time. */
    private static Optional<ScriptedVisit> visitOf(ScriptedDoor door, ObservedVisit seen) {
        TimeSpan time = seen.time().widened(TOLERANCE);
        return door.visits().stream()
                .filter(visit -> !visit.time().shared(time).isZero())
                .max(Comparator.comparing(visit -> visit.time().shared(time)));
    }
}
