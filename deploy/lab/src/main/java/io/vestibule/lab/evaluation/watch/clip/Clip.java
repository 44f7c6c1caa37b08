package io.vestibule.lab.evaluation.watch.clip;

import java.time.Duration;
import java.util.List;

/**
 * What one camera has taken.
 *
 * @param name what results call it
 * @param width of its pictures, in pixels
 * @param height of its pictures, in pixels
 * @param shots in the order of their times, at least one
 */
public record Clip(String name, int width, int height, List<Shot> shots) {

    public Clip {
        shots = List.copyOf(shots);
        if (shots.isEmpty()) {
            throw new ClipException("source " + name + " has no picture");
        }
    }

    /**
     * One picture.
     *
     * @param encoded JPEG or PNG
     * @param at since the first picture
     */
    public record Shot(byte[] encoded, Duration at) {}

    public Duration length() {
        return shots.get(shots.size() - 1).at();
    }

    public List<Duration> times() {
        return shots.stream().map(Shot::at).toList();
    }
}
