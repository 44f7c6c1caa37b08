package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.lab.evaluation.watch.score.FaceTracks.Reach;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Sight;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Track;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What should be detected in a clip, as far as the detector can tell when it looks at everything.
 *
 * <p>The uncut detector looks at every frame of the clean clip. What stays in one place for {@link #PICTURE} without moving is a
 * picture, and set aside, so that nobody who passes it is taken for it. The other faces are linked into tracks ({@link FaceTracks};
 * a face may be out of sight for a second). A track counts if it has at least {@link #FEWEST} sightings and its median width is at least
 * {@link #SMALLEST} of the frame's: what is seen once or twice, or is a few pixels wide, is mostly no face.
 *
 * <p>A frame needs detection if it holds a face of such a track that has moved within the last {@link #STILL_AFTER}: its centre
 * by {@link #MOVED} of its width, or its width by as much. That is the time after which the product, too, takes a face that
 * does not move at all for a picture of one. The first second of a track counts, too, if the face moves before that second is
 * over: what comes into view has moved before. A poster never needs detection, nor does somebody who sits as still as one.
 *
 * <p>A visit is a stretch of frames that need detection, with gaps of at most {@link #BRIDGED}.
 *
 * <p>All this rests on what the detector finds on the clean clip: a visitor who shows no face to it, or is seen from behind, is
 * no visitor here, and the degradation of the clip changes nothing about the truth.
 *
 * @param needed for each frame, the boxes of the faces for which it needs detection, in pixels; mostly none
 * @param visits in their order
 * @param people the tracks that moved at any time
 */
public record GroundTruth(List<List<BoundingBox>> needed, List<Visit> visits, List<Track> people) {

    static final int FEWEST = 3;
    static final double SMALLEST = 0.03;
    static final double MOVED = 0.25;
    static final Duration STILL_AFTER = Duration.ofSeconds(8);
    static final Duration BRIDGED = Duration.ofSeconds(2);
    static final Duration PICTURE = Duration.ofSeconds(30);

    private static final Duration WAY_IN = Duration.ofSeconds(1);

    public GroundTruth {
        needed = needed.stream().map(List::copyOf).toList();
        visits = List.copyOf(visits);
        people = List.copyOf(people);
    }

    /**
     * A stretch of frames.
     *
     * @param from the first frame, which needs detection
     * @param to the last frame, which needs detection
     */
    public record Visit(int from, int to) {}

    /**
     * @param faces that the detector finds in each frame of the clean clip, in pixels
     * @param times of the frames
     * @param width of the frames in pixels
     */
    public static GroundTruth of(List<List<BoundingBox>> faces, List<Duration> times, int width) {
        List<Track> tracks = FaceTracks.link(withoutPictures(faces, times), times, Reach.PEOPLE).all().stream()
                .filter(track -> track.sights().size() >= FEWEST && track.medianWidth() >= SMALLEST * width)
                .toList();
        List<List<BoundingBox>> needed = Stream.<List<BoundingBox>>generate(ArrayList::new)
                .limit(times.size())
                .toList();
        for (Track track : tracks) {
            for (Sight sight : track.sights()) {
                if (isNeeded(track, sight)) {
                    needed.get(sight.frame()).add(sight.box());
                }
            }
        }
        List<Track> people =
                tracks.stream().filter(track -> track.everMoved(MOVED)).toList();
        return new GroundTruth(needed, visits(needed, times), people);
    }

    private static List<List<BoundingBox>> withoutPictures(List<List<BoundingBox>> faces, List<Duration> times) {
        List<Track> pictures = FaceTracks.link(faces, times, Reach.PICTURES).all().stream()
                .filter(track -> track.length().compareTo(PICTURE) >= 0 && !track.everMoved(MOVED))
                .toList();
        List<List<BoundingBox>> others = new ArrayList<>();
        for (int frame = 0; frame < faces.size(); frame++) {
            int number = frame;
            others.add(faces.get(frame).stream()
                    .filter(face -> pictures.stream().noneMatch(picture -> picture.has(number, face)))
                    .toList());
        }
        return others;
    }

    private static boolean isNeeded(Track track, Sight sight) {
        Duration at = sight.at();
        Duration begun = track.first().at();
        boolean comesIn = at.minus(begun).compareTo(WAY_IN) < 0;
        return track.moved(at.minus(STILL_AFTER), comesIn ? begun.plus(WAY_IN) : at, MOVED);
    }

    private static List<Visit> visits(List<List<BoundingBox>> needed, List<Duration> times) {
        List<Visit> visits = new ArrayList<>();
        for (int frame = 0; frame < needed.size(); frame++) {
            if (!needed.get(frame).isEmpty()) {
                Visit last = visits.isEmpty() ? null : visits.get(visits.size() - 1);
                if (last != null && times.get(frame).minus(times.get(last.to())).compareTo(BRIDGED) <= 0) {
                    visits.set(visits.size() - 1, new Visit(last.from(), frame));
                } else {
                    visits.add(new Visit(frame, frame));
                }
            }
        }
        return visits;
    }

    boolean needs(int frame) {
        return !needed.get(frame).isEmpty();
    }

    int frames() {
        return needed.size();
    }
}
