package io.vestibule.topologies.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Detects cameras that send no frames. A camera is silent after a listening time without a frame. The listening time is not the
 * wall clock alone:
 *
 * <ul>
 *   <li>While no frames are read, it follows the wall clock.
 *   <li>While frames are read, it advances at most as fast as the cameras' own time in these frames. If this process is behind,
 *       a frame may exist that it has not read yet.
 *   <li>A time in which this process did not run (a pause, a rebalance) counts as at most two check intervals.
 *   <li>A camera that sends frames at long intervals gets a multiple of its last interval. Otherwise it would be called silent
 *       between any two frames.
 * </ul>
 *
 * One thread at a time.
 */
final class SilenceDetector {

    private static final int CHECKS = 10;

    /** A camera is silent after this many times its last interval, up to {@link #LONGEST}. */
    private static final int INTERVALS = 3;

    /** A camera is silent after at most this many times the usual time, because an outage is an interval, too. */
    private static final int LONGEST = 10;

    private final long silentAfter;
    private final long checkInterval;

    /** For each camera that is not silent, the listening time at which it becomes silent, in milliseconds. */
    private final Map<String, Long> silentAt = new HashMap<>();

    /** Progress of each camera's own time since the last check, in milliseconds. */
    private final Map<String, Long> advances = new HashMap<>();

    private long listened;
    private long checkedAt;

    /** @param now wall clock time in milliseconds */
    SilenceDetector(Duration silentAfter, long now) {
        this.silentAfter = silentAfter.toMillis();
        this.checkInterval = checkInterval(silentAfter).toMillis();
        this.checkedAt = now;
    }

    /** Interval at which {@link #removeSilent} must be called. */
    static Duration checkInterval(Duration silentAfter) {
        return silentAfter.dividedBy(CHECKS);
    }

    /** Adds a camera that is known from before and was not silent. */
    void addKnown(String camera) {
        expect(camera, 0);
    }

    private void expect(String camera, long interval) {
        long patience = Math.max(silentAfter, Math.min(INTERVALS * interval, LONGEST * silentAfter));
        // The time since the last check is not counted yet. A late report is better than an early one.
        silentAt.put(camera, listened + checkInterval + patience);
    }

    /**
     * Records a frame.
     *
     * @param advance time between its capture and that of the camera's previous frame; zero if there was none
     */
    void recordFrame(String camera, Duration advance) {
        long interval = Math.max(0, advance.toMillis());
        expect(camera, Math.min(interval, LONGEST * silentAfter));
        advances.merge(camera, interval, Long::sum);
    }

    /** Stops expecting a camera. */
    void remove(String camera) {
        silentAt.remove(camera);
    }

    /**
     * Returns the cameras that have become silent, sorted, and stops expecting them. Each is returned once.
     *
     * @param now wall clock time in milliseconds
     */
    List<String> removeSilent(long now) {
        long passed = Math.min(now - checkedAt, 2 * checkInterval);
        long read = advances.values().stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
        listened += Math.max(0, Math.min(passed, read));
        checkedAt = now;
        advances.clear();
        List<String> silent = silentAt.entrySet().stream()
                .filter(camera -> listened >= camera.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        silent.forEach(silentAt::remove);
        return silent;
    }
}
