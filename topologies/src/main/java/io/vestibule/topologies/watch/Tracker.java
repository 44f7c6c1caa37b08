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
 * Assigns the faces of a frame to tracks. A face continues the track whose last box is nearest, if the distance is less than one
 * face width and the sizes are similar. Pairs are assigned greedily, nearest first. At a few frames a second, boxes of a walking
 * person often do not overlap, so distance works better than overlap.
 */
final class Tracker {

    /** A larger factor between two sizes means two people. */
    private static final float LARGEST_GROWTH = 1.6f;

    /** More tracks than the faces of some seconds. The longest unseen ones are dropped first. */
    static final int MAXIMUM_TRACKS = 64;

    private final Duration trackFor;

    /** @param trackFor time for which a face may be out of sight */
    Tracker(Duration trackFor) {
        this.trackFor = trackFor;
    }

    /**
     * Returns a track for each face, in the order of the faces.
     *
     * @param known tracks of the frames before
     * @param naming returns the name of the n-th new track of this frame
     */
    List<Track> assign(List<Track> known, List<Face> faces, Instant at, IntFunction<String> naming) {
        Map<Integer, String> names = match(current(known, at), faces);
        List<Track> tracks = new ArrayList<>(faces.size());
        int added = 0;
        for (int i = 0; i < faces.size(); i++) {
            String name = names.get(i);
            tracks.add(new Track(
                    name == null ? naming.apply(added++) : name, faces.get(i).box(), at));
        }
        return tracks;
    }

    /** Returns the tracks to keep: those of this frame, and the newest of those whose face may reappear. */
    List<Track> retain(List<Track> known, List<Track> seen, Instant at) {
        List<String> names = seen.stream().map(Track::name).toList();
        List<Track> retained = new ArrayList<>(seen);
        current(known, at).stream()
                .filter(track -> !names.contains(track.name()))
                .sorted(Comparator.comparing(Track::lastSeen).reversed())
                .limit(Math.max(0, MAXIMUM_TRACKS - seen.size()))
                .forEach(retained::add);
        return retained;
    }

    private List<Track> current(List<Track> known, Instant at) {
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

    /** Distance of the centres in face widths. Infinite if the sizes differ too much. */
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
