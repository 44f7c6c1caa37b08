package io.vestibule.lab.evaluation.watch.clip;

import java.time.Duration;
import java.util.List;

/**
 * The pictures of one camera.
 *
 * @param name name in results
 * @param width width of the pictures in pixels
 * @param height height of the pictures in pixels
 * @param shots pictures by time, at least one
 */
public record Clip(String name, int width, int height, List<Shot> shots) {

    public Clip {
        shots = List.copyOf(shots);
        if (shots.isEmpty()) {
            throw new ClipException("source " + name + " has no pictures");
        }
    }

    /**
     * One picture.
     *
     * @param encoded JPEG or PNG
     * @param at time since the first picture
     */
    public record Shot(byte[] encoded, Duration at) {}

    public Duration length() {
        return shots.get(shots.size() - 1).at();
    }

    public List<Duration> times() {
        return shots.stream().map(Shot::at).toList();
    }
}
