package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Links the faces of successive frames. A face continues the track whose last box is nearest and within reach. Pairs are assigned
 * greedily, nearest first. Boxes are in pixels.
 */
public record FaceTracks(List<Track> all) {

    /**
     * Limits within which two boxes may be the same face.
     *
     * @param distance largest distance of the centres, in widths of the larger box, exclusive
     * @param growth largest factor between the widths, exclusive
     * @param patience longest time out of sight
     */
    record Reach(double distance, double growth, Duration patience) {

        /** People who walk past at a few frames a second. */
        static final Reach PEOPLE = new Reach(1, 1.6, Duration.ofSeconds(1));

        /** Pictures, which keep their place while a person stands in front of them. */
        static final Reach PICTURES = new Reach(0.15, 1.2, Duration.ofSeconds(20));
    }

    public FaceTracks {
        all = List.copyOf(all);
    }

    /** A face in a frame. */
    public record Sighting(int frame, Duration at, BoundingBox box) {
        double x() {
            return (box.left() + box.right()) / 2.0;
        }

        double y() {
            return (box.top() + box.bottom()) / 2.0;
        }
    }

    /** One face over time. */
    public record Track(List<Sighting> sightings) {

        public Track {
            sightings = List.copyOf(sightings);
        }

        Sighting first() {
            return sightings.get(0);
        }

        Sighting last() {
            return sightings.get(sightings.size() - 1);
        }

        Duration length() {
            return last().at().minus(first().at());
        }

        double medianWidth() {
            return sightings.stream()
                    .mapToDouble(sighting -> sighting.box().width())
                    .sorted()
                    .skip(sightings.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }

        /**
         * Whether the face moved between two times. Either the range of its centre, horizontal or vertical, is at least this share
         * of its median width, or its width has grown by this share.
         */
        boolean moved(Duration from, Duration to, double share) {
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            double narrow = Double.POSITIVE_INFINITY;
            double wide = 0;
            for (Sighting sighting : sightings) {
                if (sighting.at().compareTo(from) >= 0 && sighting.at().compareTo(to) <= 0) {
                    left = Math.min(left, sighting.x());
                    right = Math.max(right, sighting.x());
                    top = Math.min(top, sighting.y());
                    bottom = Math.max(bottom, sighting.y());
                    narrow = Math.min(narrow, sighting.box().width());
                    wide = Math.max(wide, sighting.box().width());
                }
            }
            double range = Math.max(right - left, bottom - top);
            return range >= share * medianWidth() || (wide >= (1 + share) * narrow && wide > 0);
        }

        /** Whether the face moved at any time. */
        boolean everMoved(double share) {
            return moved(first().at(), last().at(), share);
        }

        /** Whether this face of this frame belongs to the track. */
        boolean contains(int frame, BoundingBox box) {
            return sightings.stream()
                    .anyMatch(sighting ->
                            sighting.frame() == frame && sighting.box().equals(box));
        }
    }

    /**
     * @param faces faces of each frame, in pixels
     * @param times times of the frames
     */
    static FaceTracks link(List<List<BoundingBox>> faces, List<Duration> times, Reach reach) {
        List<List<Sighting>> tracks = new ArrayList<>();
        List<List<Sighting>> open = new ArrayList<>();
        for (int frame = 0; frame < faces.size(); frame++) {
            Duration at = times.get(frame);
            open.removeIf(track -> last(track).at().plus(reach.patience()).compareTo(at) < 0);
            Map<Integer, List<Sighting>> known = match(open, faces.get(frame), reach);
            for (int face = 0; face < faces.get(frame).size(); face++) {
                List<Sighting> track = known.get(face);
                if (track == null) {
                    track = new ArrayList<>();
                    tracks.add(track);
                    open.add(track);
                }
                track.add(new Sighting(frame, at, faces.get(frame).get(face)));
            }
        }
        return new FaceTracks(tracks.stream().map(Track::new).toList());
    }

    private record Pair(int face, List<Sighting> track, double distance) {}

    private static Map<Integer, List<Sighting>> match(
            List<List<Sighting>> tracks, List<BoundingBox> faces, Reach reach) {
        List<Pair> pairs = new ArrayList<>();
        for (int face = 0; face < faces.size(); face++) {
            for (List<Sighting> track : tracks) {
                double distance = distance(last(track).box(), faces.get(face), reach);
                if (distance < reach.distance()) {
                    pairs.add(new Pair(face, track, distance));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        Map<Integer, List<Sighting>> matched = new HashMap<>();
        List<List<Sighting>> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            boolean free = taken.stream().noneMatch(track -> track == pair.track());
            if (free && !matched.containsKey(pair.face())) {
                matched.put(pair.face(), pair.track());
                taken.add(pair.track());
            }
        }
        return matched;
    }

    /** Distance of the centres in face widths. Infinite if the sizes differ too much. */
    private static double distance(BoundingBox before, BoundingBox now, Reach reach) {
        double growth = Math.max(before.width() / now.width(), now.width() / before.width());
        if (!(growth < reach.growth())) {
            return Double.POSITIVE_INFINITY;
        }
        double across = (before.left() + before.right() - now.left() - now.right()) / 2;
        double down = (before.top() + before.bottom() - now.top() - now.bottom()) / 2;
        return Math.hypot(across, down) / Math.max(before.width(), now.width());
    }

    private static Sighting last(List<Sighting> track) {
        return track.get(track.size() - 1);
    }
}
