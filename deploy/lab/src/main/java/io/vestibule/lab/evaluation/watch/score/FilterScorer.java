package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Reach;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Sighting;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Track;
import io.vestibule.lab.evaluation.watch.score.GroundTruth.Visit;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the decisions of a filter on a clip with the ground truth.
 *
 * <p>A frame that needs detection is recalled if it is detected. It is rejected if the detector also finds the needed face but the
 * face does not count as live. Rejection is a fault of the liveness rule and not of the filter, so it is counted separately. In the
 * first frame of a clip no rule can distinguish visitors from posters, so rejection does not count there.
 *
 * <p>A visit is detected if two conditions hold. One of its needed frames within {@link #SOON} of its start is detected. And the
 * visitor's face counts as live in one of these frames, unless the detector finds it in none of them: the filter is not
 * responsible for what a degradation hides from the detector.
 *
 * <p>A static face is one that the detector finds in the degraded clip for more than {@link #GRACE}. It never moves, and it is not
 * one of the people of the ground truth. It passes each time that it counts as live later than {@link #GRACE} after its first
 * sighting.
 */
public final class FilterScorer {

    static final Duration SOON = Duration.ofSeconds(1);
    static final Duration GRACE = Duration.ofSeconds(10);

    /** Overlap from which two boxes are the same face. A degradation moves or enlarges a box a little. */
    private static final float SAME_OVERLAP = 0.3f;

    private final GroundTruth truth;
    private final List<Duration> times;
    private final List<List<BoundingBox>> faces;
    private final List<Sighting> staticSightings;

    /** @param faces faces that the detector finds in each degraded frame, in pixels */
    public FilterScorer(GroundTruth truth, List<Duration> times, List<List<BoundingBox>> faces) {
        this.truth = truth;
        this.times = times;
        this.faces = faces;
        this.staticSightings = staticSightings();
    }

    public WatchCounts score(FilterTrace trace) {
        int exits = 0;
        int needed = 0;
        int recalled = 0;
        int rejected = 0;
        for (int frame = 0; frame < truth.frames(); frame++) {
            boolean detected = trace.detected(frame);
            exits += detected ? 0 : 1;
            if (truth.needs(frame)) {
                needed++;
                recalled += detected ? 1 : 0;
                rejected += detected && frame > 0 && isFound(frame) && !isLive(trace, frame) ? 1 : 0;
            }
        }
        int visitsDetected = 0;
        for (Visit visit : truth.visits()) {
            visitsDetected += isDetected(trace, visit) ? 1 : 0;
        }
        return new WatchCounts(
                truth.frames(),
                exits,
                needed,
                recalled,
                rejected,
                truth.visits().size(),
                visitsDetected,
                (int) staticSightings.stream()
                        .filter(sighting -> isLive(trace, sighting))
                        .count());
    }

    boolean isDetected(FilterTrace trace, Visit visit) {
        boolean detected = false;
        boolean found = false;
        for (int frame = visit.from(); frame <= visit.to() && isSoon(visit, frame); frame++) {
            if (truth.needs(frame)) {
                detected |= trace.detected(frame);
                found |= isFound(frame);
                if (isLive(trace, frame)) {
                    return true;
                }
            }
        }
        return detected && !found;
    }

    private boolean isSoon(Visit visit, int frame) {
        return times.get(frame).minus(times.get(visit.from())).compareTo(SOON) <= 0;
    }

    /** Whether the detector finds a face for which the frame needs detection. */
    private boolean isFound(int frame) {
        return faces.get(frame).stream().anyMatch(face -> isNeeded(frame, face));
    }

    /** Whether a face for which the frame needs detection counts as live. */
    private boolean isLive(FilterTrace trace, int frame) {
        List<BoundingBox> found = faces.get(frame);
        for (int i = 0; i < found.size(); i++) {
            if (trace.live(frame, i) && isNeeded(frame, found.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNeeded(int frame, BoundingBox face) {
        return truth.needed().get(frame).stream().anyMatch(needed -> needed.overlap(face) >= SAME_OVERLAP);
    }

    private boolean isLive(FilterTrace trace, Sighting sighting) {
        return trace.live(sighting.frame(), faces.get(sighting.frame()).indexOf(sighting.box()));
    }

    /** The sightings of static faces after the grace. */
    private List<Sighting> staticSightings() {
        List<Sighting> late = new ArrayList<>();
        for (Track track : FaceTracks.link(faces, times, Reach.PICTURES).all()) {
            if (track.length().compareTo(GRACE) > 0 && !track.everMoved(GroundTruth.MOVED) && !isPerson(track)) {
                track.sightings().stream()
                        .filter(sighting ->
                                sighting.at().minus(track.first().at()).compareTo(GRACE) > 0)
                        .forEach(late::add);
            }
        }
        return late;
    }

    /** Whether a face that does not move is, most of the time, in the place of a person of the ground truth. */
    private boolean isPerson(Track track) {
        long shared = track.sightings().stream()
                .filter(sighting -> truth.people().stream()
                        .flatMap(person -> person.sightings().stream())
                        .anyMatch(known -> known.frame() == sighting.frame()
                                && known.box().overlap(sighting.box()) >= SAME_OVERLAP))
                .count();
        return 2 * shared > track.sightings().size();
    }
}
