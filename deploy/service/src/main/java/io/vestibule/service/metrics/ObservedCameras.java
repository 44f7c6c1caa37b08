package io.vestibule.service.metrics;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cameras of this process: state and newest frame of each. Thread-safe.
 *
 * <p>A camera without records, while others have some, is not counted: its partition has moved to another process, or the
 * camera is about to be silent. If no camera has records, all of them age. Time and number of kept cameras are limited.
 */
final class ObservedCameras {

    /** More cameras than one process can serve. */
    static final int MAXIMUM_CAMERAS = 20_000;

    /** A camera sends several frames per second. The watch itself detects silent cameras. */
    static final Duration CURRENT_FOR = Duration.ofSeconds(30);

    static final Duration KEPT_FOR = Duration.ofMinutes(15);

    /** A silent camera sends nothing until it is back, possibly to another process. */
    static final Duration SILENT_KEPT_FOR = Duration.ofHours(1);

    private final Map<String, ObservedCamera> cameras = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile long lastObservedAt;

    ObservedCameras(Clock clock) {
        this.clock = clock;
    }

    /** The last events of a camera, with the time of this machine's clock. */
    private static final class ObservedCamera {
        private volatile @Nullable CameraState state;
        private volatile @Nullable Instant capturedAt;
        private volatile @Nullable Instant statusAt;
        private volatile @Nullable Long clockOffset;
        private volatile long observedAt;
    }

    /** Records that a frame was analysed. */
    void frameAnalysed(String name, Instant capturedAt) {
        ObservedCamera camera = observe(name);
        if (camera != null) {
            camera.capturedAt = capturedAt;
        }
    }

    /**
     * Records a published status. A silent status that is older than the camera's newest one is ignored: the camera's frames have
     * moved to another partition, and the former task has noticed it later.
     *
     * @return whether the state is new; for an unknown camera, whether it began with this status
     */
    boolean statusPublished(CameraStatus status) {
        boolean began = status.getSince().equals(status.getAt());
        ObservedCamera camera = observe(status.getCamera());
        if (camera == null) {
            return began;
        }
        Instant newest = camera.statusAt;
        if (status.getState() == CameraState.SILENT
                && newest != null
                && status.getAt().isBefore(newest)) {
            return false;
        }
        CameraState before = camera.state;
        camera.state = status.getState();
        camera.statusAt = status.getAt();
        camera.clockOffset = status.getClockOffset();
        return before == null ? began : before != status.getState();
    }

    private @Nullable ObservedCamera observe(String name) {
        long now = clock.millis();
        lastObservedAt = now;
        ObservedCamera camera = cameras.get(name);
        if (camera == null) {
            if (cameras.size() >= MAXIMUM_CAMERAS) {
                return null;
            }
            camera = cameras.computeIfAbsent(name, unknown -> new ObservedCamera());
        }
        camera.observedAt = now;
        return camera;
    }

    /** Number of cameras of this process in a state. */
    int count(CameraState state) {
        removeExpired();
        return (int) cameras.values().stream()
                .filter(camera -> camera.state == state && (state == CameraState.SILENT || isCurrent(camera)))
                .count();
    }

    /**
     * Age in seconds of the newest analysed frame of the camera that is furthest behind. It is NaN without cameras. Silent
     * cameras do not count. A constant offset of a camera's clock is no age.
     */
    double backlogSeconds() {
        removeExpired();
        Instant now = clock.instant();
        double oldest = Double.NaN;
        for (ObservedCamera camera : cameras.values()) {
            Instant capturedAt = camera.capturedAt;
            if (capturedAt != null && camera.state != CameraState.SILENT && isCurrent(camera)) {
                long age = Math.max(0, Duration.between(capturedAt, now).toMillis() - clockOffset(camera));
                oldest = Double.isNaN(oldest) ? age / 1000.0 : Math.max(oldest, age / 1000.0);
            }
        }
        return oldest;
    }

    /** The largest clock offset of a camera in seconds, ahead or behind; 0 if there is none. */
    double largestClockOffsetSeconds() {
        removeExpired();
        return cameras.values().stream()
                        .filter(this::isCurrent)
                        .mapToLong(camera -> Math.abs(clockOffset(camera)))
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    private static long clockOffset(ObservedCamera camera) {
        Long offset = camera.clockOffset;
        return offset == null ? 0 : offset;
    }

    /** Number of all kept cameras. */
    int size() {
        return cameras.size();
    }

    private boolean isCurrent(ObservedCamera camera) {
        return camera.observedAt >= lastObservedAt - CURRENT_FOR.toMillis();
    }

    private void removeExpired() {
        long now = clock.millis();
        cameras.values()
                .removeIf(camera -> camera.observedAt
                        < now - (camera.state == CameraState.SILENT ? SILENT_KEPT_FOR : KEPT_FOR).toMillis());
    }
}
