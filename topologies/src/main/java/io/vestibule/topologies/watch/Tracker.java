package io.vestibule.topologies.watch;

import io.vestibule.models.face.Face;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Names faces from frame to frame. A face goes on with the track whose last box is nearest, if that is nearer than one
 * width of the face and of about its size; pairs are made greedily, nearest first. At a few frames a second boxes of a
 * walking person often do not overlap at all, so distance serves better than overlap.
 */
final class Tracker {

    /** Sizes that differ by more than this factor are two people, or a face and its child's. */
    private static final float LARGEST_GROWTH = 1.6f;

    private final Duration trackFor;

    Tracker(Duration trackFor) {
        this.trackFor = trackFor;
    }

    /**
     * @param known tracks of the frames before
     * @param naming name of the n-th new track of this frame
     * @return a track for each face, in their order
     */
    List<Track> follow(List<Track> known, List<Face> faces, Instant at, IntFunction<String> naming) {
        Map<Integer, String> names = match(alive(known, at), faces);
        List<Track> tracks = new ArrayList<>(faces.size());
        int begun = 0;
        for (int i = 0; i < faces.size(); i++) {
            String name = names.containsKey(i) ? names.get(i) : naming.apply(begun++);
            tracks.add(new Track(name, faces.get(i).box(), at));
        }
        return tracks;
    }

    /** The tracks to remember: those just seen, and those that may come back. */
    List<Track> remember(List<Track> known, List<Track> seen, Instant at) {
        List<String> names = seen.stream().map(Track::name).toList();
        List<Track> remembered = new ArrayList<>(seen);
        alive(known, at).stream().filter(track -> !names.contains(track.name())).forEach(remembered::add);
        return remembered;
    }

    private List<Track> alive(List<Track> known, Instant at) {
        return known.stream()
                .filter(track -> !track.lastSeen().plus(trackFor).isBefore(at))
                .toList();
    }

    private record Pair(int face, Track track, float distance) {}

    private static Map<Integer, String> match(List<Track> tracks, List<Face> faces) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            for (Track track : tracks) {
                float distance = distance(track.box(), faces.get(i).box());
                if (distance < 1) {
                    pairs.add(new Pair(i, track, distance));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        Map<Integer, String> names = new HashMap<>();
        for (Pair pair : pairs) {
            if (!names.containsKey(pair.face())
                    && !names.containsValue(pair.track().name())) {
                names.put(pair.face(), pair.track().name());
            }
        }
        return names;
    }

    /** Distance of the centres in face widths; infinite where the sizes are too different. */
    private static float distance(BoundingBox before, BoundingBox now) {
        float growth = Math.max(before.size() / now.size(), now.size() / before.size());
        if (!(growth <= LARGEST_GROWTH)) {
            return Float.POSITIVE_INFINITY;
        }
        float across = (before.left() + before.right() - now.left() - now.right()) / 2;
        float down = (before.top() + before.bottom() - now.top() - now.bottom()) / 2;
        return (float) Math.hypot(across, down) / Math.max(before.size(), now.size());
    }
}
