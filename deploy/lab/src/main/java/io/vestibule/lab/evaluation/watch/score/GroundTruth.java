package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.lab.evaluation.watch.score.FaceTracks.Reach;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Sighting;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Track;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must be detected in a clip, as far as the detector can find it.
 *
 * <p>The whole detector runs on every frame of the clean clip. A face that does not move for {@link #PICTURE} is a picture. It is
 * removed first, so that a person who passes it is not linked with it. The other faces are linked into tracks ({@link FaceTracks}; a
 * face may be out of sight for a second). A track counts if it has at least {@link #FEWEST} sightings and its median width is at
 * least {@link #SMALLEST} of the frame's width. Shorter or smaller tracks are mostly not faces.
 *
 * <p>A frame needs detection if it contains a face of such a track that has moved within the last {@link #STILL_AFTER}: its centre
 * or its width by {@link #MOVED} of its width. After the same time the product takes a face that does not move for a picture. The
 * first second of a track counts as well if the face moves within it, because a face that comes into view has moved before.
 * A poster never needs detection, and neither does a person who sits as still as one.
 *
 * <p>A visit is a stretch of frames that need detection, with gaps of at most {@link #BRIDGED}.
 *
 * <p>The truth depends on what the detector finds in the clean clip. A visitor who shows no face, for example from behind, is not
 * in it. Degrading the clip does not change the truth.
 *
 * @param needed for each frame, the boxes of the faces for which it needs detection, in pixels; empty for most frames
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

    private static final Duration ENTRANCE = Duration.ofSeconds(1);

    public GroundTruth {
        needed = needed.stream().map(List::copyOf).toList();
        visits = List.copyOf(visits);
        people = List.copyOf(people);
    }

    /**
     * A stretch of frames.
     *
     * @param from first frame, which needs detection
     * @param to last frame, which needs detection
     */
    public record Visit(int from, int to) {}

    /**
     * @param faces faces that the detector finds in each frame of the clean clip, in pixels
     * @param times times of the frames
     * @param width width of the frames in pixels
     */
    public static GroundTruth of(List<List<BoundingBox>> faces, List<Duration> times, int width) {
        List<Track> tracks = FaceTracks.link(withoutPictures(faces, times), times, Reach.PEOPLE).all().stream()
                .filter(track -> track.sightings().size() >= FEWEST && track.medianWidth() >= SMALLEST * width)
                .toList();
        List<List<BoundingBox>> needed = Stream.<List<BoundingBox>>generate(ArrayList::new)
                .limit(times.size())
                .toList();
        for (Track track : tracks) {
            for (Sighting sighting : track.sightings()) {
                if (isNeeded(track, sighting)) {
                    needed.get(sighting.frame()).add(sighting.box());
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
                    .filter(face -> pictures.stream().noneMatch(picture -> picture.contains(number, face)))
                    .toList());
        }
        return others;
    }

    private static boolean isNeeded(Track track, Sighting sighting) {
        Duration at = sighting.at();
        Duration start = track.first().at();
        boolean enters = at.minus(start).compareTo(ENTRANCE) < 0;
        return track.moved(at.minus(STILL_AFTER), enters ? start.plus(ENTRANCE) : at, MOVED);
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

    public boolean needs(int frame) {
        return !needed.get(frame).isEmpty();
    }

    public int frames() {
        return needed.size();
    }
}
