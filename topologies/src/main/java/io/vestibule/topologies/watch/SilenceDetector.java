package io.vestibule.topologies.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which cameras have fallen silent. A camera is silent after a time in which we listened and heard nothing of it; so
 * what counts is not the wall clock alone:
 *
 * <ul>
 *   <li>where nothing at all is there to read, it is the wall clock;
 *   <li>while frames are read, it goes no faster than the cameras' own time does in them: if we are late, a frame may be there
 *       that we have not come to;
 *   <li>a time in which we ourselves stood still (a pause of the process, a rebalance) counts for little;
 *   <li>a camera that sends a frame now and then is given some times as long as its last frame was after the one before, so
 *       that it is not called silent between any two.
 * </ul>
 *
 * One thread at a time.
 */
final class SilenceDetector {

    private static final int CHECKS = 10;

    /** How many times a camera's last gap it may be quiet, and how many times the usual at most: an outage is a gap, too. */
    private static final int GAPS = 3;

    private static final int LONGEST = 10;

    private final long after;
    private final long check;

    /** When each camera that is not silent will be, unless it is heard of, in milliseconds listened. */
    private final Map<String, Long> silentAt = new HashMap<>();

    /** How far each camera's own time went since the last check, in milliseconds. */
    private final Map<String, Long> advances = new HashMap<>();

    private long listened;
    private long checkedAt;

    /** @param now of the wall clock, in milliseconds */
    SilenceDetector(Duration after, long now) {
        this.after = after.toMillis();
        this.check = checkEvery(after).toMillis();
        this.checkedAt = now;
    }

    /** How often {@link #check} is to be called. */
    static Duration checkEvery(Duration after) {
        return after.dividedBy(CHECKS);
    }

    /** A camera is known from before, and was not silent. */
    void expect(String camera) {
        expect(camera, 0);
    }

    private void expect(String camera, long gap) {
        long patience = Math.max(after, Math.min(GAPS * gap, LONGEST * after));
        // Of the time since the last check nothing is known yet: rather a little late than a little early.
        silentAt.put(camera, listened + check + patience);
    }

    /**
     * A frame has come.
     *
     * @param advance between its capture and that of the camera's frame before; zero if there was none
     */
    void heard(String camera, Duration advance) {
        long gap = Math.max(0, advance.toMillis());
        expect(camera, Math.min(gap, LONGEST * after));
        advances.merge(camera, gap, Long::sum);
    }

    /**
     * The cameras that are silent now and were not before, each once.
     *
     * @param now of the wall clock, in milliseconds
     */
    List<String> check(long now) {
        long passed = Math.min(now - checkedAt, 2 * check);
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
