package io.vestibule.service.metrics;

import io.vestibule.schemas.CameraState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cameras that this process hears of: the state and the newest frame of each. Thread-safe.
 *
 * <p>A camera that nothing is heard of, while others are, is not counted: its partition has gone to another process, or it
 * is about to be called silent. If nothing is heard of any, they all age. What is kept is bounded, in time
 * and in number.
 */
final class ObservedCameras {

    /** More than one process can serve. */
    static final int MOST = 20_000;

    /** A camera sends several frames a second; the watch calls it silent by itself. */
    static final Duration CURRENT_FOR = Duration.ofSeconds(30);

    static final Duration KEPT_FOR = Duration.ofMinutes(15);

    /** A silent camera says no more until it is back, perhaps to another process. */
    static final Duration SILENT_KEPT_FOR = Duration.ofHours(1);

    private final Map<String, Seen> cameras = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile long lastHeard;

    ObservedCameras(Clock clock) {
        this.clock = clock;
    }

    /** What was last heard of a camera, and when by this machine's clock. */
    private static final class Seen {
        private volatile @Nullable CameraState state;
        private volatile @Nullable Instant capturedAt;
        private volatile long heardAt;
    }

    /** A frame was looked at. */
    void looked(String camera, Instant capturedAt) {
        Seen seen = heard(camera);
        if (seen != null) {
            seen.capturedAt = capturedAt;
        }
    }

    /**
     * A camera's state was announced.
     *
     * @param began whether the announcement says that the state has begun just now
     * @return whether it is a new one; of a camera that is heard of for the first time, if it began just now
     */
    boolean announced(String camera, CameraState state, boolean began) {
        Seen seen = heard(camera);
        if (seen == null) {
            return began;
        }
        CameraState before = seen.state;
        seen.state = state;
        return before == null ? began : before != state;
    }

    private @Nullable Seen heard(String camera) {
        long now = clock.millis();
        lastHeard = now;
        Seen seen = cameras.get(camera);
        if (seen == null) {
            if (cameras.size() >= MOST) {
                return null;
            }
            seen = cameras.computeIfAbsent(camera, unknown -> new Seen());
        }
        seen.heardAt = now;
        return seen;
    }

    /** Cameras in a state, as far as this process knows. */
    int count(CameraState state) {
        forget();
        return (int) cameras.values().stream()
                .filter(seen -> seen.state == state && (state == CameraState.SILENT || isCurrent(seen)))
                .count();
    }

    /**
     * Age of the newest frame that was looked at, of the camera that is furthest behind, in seconds; not a number where there
     * is no camera. Silent ones do not count.
     */
    double backlogSeconds() {
        forget();
        Instant now = clock.instant();
        double oldest = Double.NaN;
        for (Seen seen : cameras.values()) {
            Instant capturedAt = seen.capturedAt;
            if (capturedAt != null && seen.state != CameraState.SILENT && isCurrent(seen)) {
                double age = Math.max(0, Duration.between(capturedAt, now).toMillis() / 1000.0);
                oldest = Double.isNaN(oldest) ? age : Math.max(oldest, age);
            }
        }
        return oldest;
    }

    /** How many are kept, current or not. */
    int size() {
        return cameras.size();
    }

    private boolean isCurrent(Seen seen) {
        return seen.heardAt >= lastHeard - CURRENT_FOR.toMillis();
    }

    private void forget() {
        long now = clock.millis();
        cameras.values()
                .removeIf(seen -> seen.heardAt
                        < now - (seen.state == CameraState.SILENT ? SILENT_KEPT_FOR : KEPT_FOR).toMillis());
    }
}
