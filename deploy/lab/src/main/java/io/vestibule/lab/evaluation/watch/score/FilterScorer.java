package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Reach;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Sight;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Track;
import io.vestibule.lab.evaluation.watch.score.GroundTruth.Visit;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what a loop did on a clip against the truth.
 *
 * <p>A frame that needs detection is recalled if it is looked at. If the detector finds the face for which it needs detection
 * and that does not pass as alive, it was turned away: that is the fault not of the filter but of the rule that tells visitors
 * from posters, so it is counted apart. In the very first frame of a clip no rule can tell the two, so there it does not count.
 *
 * <p>A visit is detected if one of the frames that need detection is looked at within {@link #SOON} of its beginning, and the
 * visitor's face passes as alive in one of these frames, where the detector finds it in any of them: what a degradation hides
 * from the detector is not the filter's to answer for.
 *
 * <p>A static face is one that the detector finds in the clip as it was given to the filter, that is there for more than {@link
 * #GRACE}, never moves, and is none of the truth's people. It passes each time that it is taken for alive later than that after
 * it was first seen.
 */
public final class FilterScorer {

    static final Duration SOON = Duration.ofSeconds(1);
    static final Duration GRACE = Duration.ofSeconds(10);

    /** A face that a degradation moves a little, or finds a little larger, is the same face. */
    private static final float SAME = 0.3f;

    private final GroundTruth truth;
    private final List<Duration> times;
    private final List<List<BoundingBox>> faces;
    private final List<Sight> still;

    /** @param faces that the detector finds in each frame as it was given to the filter, in pixels */
    public FilterScorer(GroundTruth truth, List<Duration> times, List<List<BoundingBox>> faces) {
        this.truth = truth;
        this.times = times;
        this.faces = faces;
        this.still = still();
    }

    public WatchCounts tally(FilterTrace trace) {
        int exits = 0;
        int needed = 0;
        int recalled = 0;
        int turnedAway = 0;
        for (int frame = 0; frame < truth.frames(); frame++) {
            boolean looked = trace.looked(frame);
            exits += looked ? 0 : 1;
            if (truth.needs(frame)) {
                boolean away = looked && frame > 0 && isFound(frame) && !passes(trace, frame);
                needed++;
                recalled += looked ? 1 : 0;
                turnedAway += away ? 1 : 0;
            }
        }
        int detected = 0;
        for (Visit visit : truth.visits()) {
            detected += isDetected(trace, visit) ? 1 : 0;
        }
        return new WatchCounts(
                truth.frames(),
                exits,
                needed,
                recalled,
                turnedAway,
                truth.visits().size(),
                detected,
                (int) still.stream().filter(sight -> passes(trace, sight)).count());
    }

    boolean isDetected(FilterTrace trace, Visit visit) {
        boolean looked = false;
        boolean found = false;
        for (int frame = visit.from(); frame <= visit.to() && isSoon(visit, frame); frame++) {
            if (truth.needs(frame)) {
                looked |= trace.looked(frame);
                found |= isFound(frame);
                if (passes(trace, frame)) {
                    return true;
                }
            }
        }
        return looked && !found;
    }

    private boolean isSoon(Visit visit, int frame) {
        return times.get(frame).minus(times.get(visit.from())).compareTo(SOON) <= 0;
    }

    /** Whether the detector finds one of the faces for which the frame needs detection. */
    private boolean isFound(int frame) {
        return faces.get(frame).stream().anyMatch(face -> isNeeded(frame, face));
    }

    /** Whether one of them passes as alive. */
    private boolean passes(FilterTrace trace, int frame) {
        List<BoundingBox> found = faces.get(frame);
        for (int i = 0; i < found.size(); i++) {
            if (trace.passed(frame, i) && isNeeded(frame, found.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNeeded(int frame, BoundingBox face) {
        return truth.needed().get(frame).stream().anyMatch(needed -> needed.overlap(face) >= SAME);
    }

    private boolean passes(FilterTrace trace, Sight sight) {
        return trace.passed(sight.frame(), faces.get(sight.frame()).indexOf(sight.box()));
    }

    /** The sightings of static faces later than the grace. */
    private List<Sight> still() {
        List<Sight> late = new ArrayList<>();
        for (Track track : FaceTracks.link(faces, times, Reach.PICTURES).all()) {
            if (track.length().compareTo(GRACE) > 0 && !track.everMoved(GroundTruth.MOVED) && !isSomebody(track)) {
                track.sights().stream()
                        .filter(sight -> sight.at().minus(track.first().at()).compareTo(GRACE) > 0)
                        .forEach(late::add);
            }
        }
        return late;
    }

    /** Whether a face that does not move is, most of the time, where one of the truth's people is. */
    private boolean isSomebody(Track track) {
        long shared = track.sights().stream()
                .filter(sight -> truth.people().stream()
                        .flatMap(person -> person.sights().stream())
                        .anyMatch(known ->
                                known.frame() == sight.frame() && known.box().overlap(sight.box()) >= SAME))
                .count();
        return 2 * shared > track.sights().size();
    }
}
