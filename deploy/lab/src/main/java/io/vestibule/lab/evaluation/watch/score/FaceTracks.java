package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Links faces of successive frames. A face goes on with the track whose last box is nearest, if that is within reach; pairs are
 * made greedily, nearest first. Boxes are in pixels.
 */
public record FaceTracks(List<Track> all) {

    /**
     * What may be the same face.
     *
     * @param distance of the centres, under which it is, in widths of the larger box
     * @param growth of the width, either way, under which it is, as a factor
     * @param patience how long it may be out of sight
     */
    record Reach(double distance, double growth, Duration patience) {

        /** People who walk past at a few frames a second. */
        static final Reach PEOPLE = new Reach(1, 1.6, Duration.ofSeconds(1));

        /** Pictures, which stay where they are whoever stands before them for a while. */
        static final Reach PICTURES = new Reach(0.15, 1.2, Duration.ofSeconds(20));
    }

    public FaceTracks {
        all = List.copyOf(all);
    }

    /** A face in a frame. */
    public record Sight(int frame, Duration at, BoundingBox box) {
        double x() {
            return (box.left() + box.right()) / 2.0;
        }

        double y() {
            return (box.top() + box.bottom()) / 2.0;
        }
    }

    /** One face over time. */
    public record Track(List<Sight> sights) {

        Sight first() {
            return sights.get(0);
        }

        Sight last() {
            return sights.get(sights.size() - 1);
        }

        Duration length() {
            return last().at().minus(first().at());
        }

        double medianWidth() {
            return sights.stream()
                    .mapToDouble(sight -> sight.box().width())
                    .sorted()
                    .skip(sights.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }

        /**
         * Whether it moved between two moments: the range of its centre, across or down, is at least this share of the
         * face's median width, or its width has grown by this share.
         */
        boolean moved(Duration from, Duration to, double share) {
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            double narrow = Double.POSITIVE_INFINITY;
            double wide = 0;
            for (Sight sight : sights) {
                if (sight.at().compareTo(from) >= 0 && sight.at().compareTo(to) <= 0) {
                    left = Math.min(left, sight.x());
                    right = Math.max(right, sight.x());
                    top = Math.min(top, sight.y());
                    bottom = Math.max(bottom, sight.y());
                    narrow = Math.min(narrow, sight.box().width());
                    wide = Math.max(wide, sight.box().width());
                }
            }
            double range = Math.max(right - left, bottom - top);
            return range >= share * medianWidth() || wide >= (1 + share) * narrow && wide > 0;
        }

        /** Whether it moved at all. */
        boolean everMoved(double share) {
            return moved(first().at(), last().at(), share);
        }

        /** Whether one of its sightings is this face of this frame. */
        boolean has(int frame, BoundingBox box) {
            return sights.stream()
                    .anyMatch(sight -> sight.frame() == frame && sight.box().equals(box));
        }
    }

    /**
     * @param faces of each frame, in pixels
     * @param times of the frames
     */
    static FaceTracks link(List<List<BoundingBox>> faces, List<Duration> times, Reach reach) {
        List<List<Sight>> tracks = new ArrayList<>();
        List<List<Sight>> open = new ArrayList<>();
        for (int frame = 0; frame < faces.size(); frame++) {
            Duration at = times.get(frame);
            open.removeIf(track -> last(track).at().plus(reach.patience()).compareTo(at) < 0);
            Map<Integer, List<Sight>> known = match(open, faces.get(frame), reach);
            for (int face = 0; face < faces.get(frame).size(); face++) {
                List<Sight> track = known.get(face);
                if (track == null) {
                    track = new ArrayList<>();
                    tracks.add(track);
                    open.add(track);
                }
                track.add(new Sight(frame, at, faces.get(frame).get(face)));
            }
        }
        return new FaceTracks(tracks.stream().map(List::copyOf).map(Track::new).toList());
    }

    private record Pair(int face, List<Sight> track, double distance) {}

    private static Map<Integer, List<Sight>> match(List<List<Sight>> tracks, List<BoundingBox> faces, Reach reach) {
        List<Pair> pairs = new ArrayList<>();
        for (int face = 0; face < faces.size(); face++) {
            for (List<Sight> track : tracks) {
                double distance = distance(last(track).box(), faces.get(face), reach);
                if (distance < reach.distance()) {
                    pairs.add(new Pair(face, track, distance));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        Map<Integer, List<Sight>> matched = new HashMap<>();
        List<List<Sight>> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            boolean free = taken.stream().noneMatch(track -> track == pair.track());
            if (free && !matched.containsKey(pair.face())) {
                matched.put(pair.face(), pair.track());
                taken.add(pair.track());
            }
        }
        return matched;
    }

    /** Distance of the centres in face widths; infinite where the sizes are too different. */
    private static double distance(BoundingBox before, BoundingBox now, Reach reach) {
        double growth = Math.max(before.width() / now.width(), now.width() / before.width());
        if (!(growth < reach.growth())) {
            return Double.POSITIVE_INFINITY;
        }
        double across = (before.left() + before.right() - now.left() - now.right()) / 2;
        double down = (before.top() + before.bottom() - now.top() - now.bottom()) / 2;
        return Math.hypot(across, down) / Math.max(before.width(), now.width());
    }

    private static Sight last(List<Sight> track) {
        return track.get(track.size() - 1);
    }
}
