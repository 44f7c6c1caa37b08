package io.vestibule.topologies.watch;

import io.vestibule.models.motion.MotionMeasure;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The scenes of one task's cameras, one per camera and spectrum. Day and infrared have separate scenes, so that nothing
 * is learnt again after a switch. Scenes are cached as floats, 300 KB each. The store contains them as half floats, and
 * some seconds old. The cache holds the most recently used ones. One thread at a time.
 */
final class SceneCache {

    /** More than a task can process. */
    private static final int CAPACITY = 500;

    private final KeyValueStore<String, BackgroundState> store;
    private final String stem;
    private final WatchSettings settings;
    private final MotionMeasure measure = new RegularisedCosineMeasure();

    private final Map<String, CachedScene> scenes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedScene> eldest) {
            return size() > CAPACITY;
        }
    };

    SceneCache(KeyValueStore<String, BackgroundState> store, String stem, WatchSettings settings) {
        this.store = store;
        this.stem = stem;
        this.settings = settings;
    }

    /** Key of a frame's scene in the store. */
    static String key(NumberedFrame frame) {
        return key(frame.camera(), frame.frame().getSpectrum());
    }

    private static String key(String camera, Spectrum spectrum) {
        return camera + "/" + spectrum;
    }

    /** The scene of a frame, restarted if its number is of another epoch: the camera's clock may have been set. */
    Scene scene(NumberedFrame frame) {
        CachedScene cached = scenes.computeIfAbsent(key(frame), key -> load(key, frame));
        if (cached.epoch != frame.number().epoch()) {
            cached.scene.restart(frame.capturedAt());
            cached.epoch = frame.number().epoch();
            cached.storedAt = null;
        }
        return cached.scene;
    }

    /**
     * Stores the scene of a frame if that is due. A snapshot is large, and losing a few seconds does no harm.
     *
     * @param now whether to store it even if it is not due
     */
    void store(NumberedFrame frame, boolean now) {
        String key = key(frame);
        CachedScene cached = scenes.computeIfAbsent(key, absent -> load(absent, frame));
        Instant at = frame.capturedAt();
        if (now || cached.isDue(at, settings)) {
            cached.scene.snapshot().ifPresent(snapshot -> {
                store.put(
                        key,
                        WatchStateMapper.toState(snapshot, stem, frame.number().epoch()));
                cached.storedAt = at;
            });
        }
    }

    /** Removes the scenes of a camera whose frames another task receives. */
    void remove(String camera) {
        for (Spectrum spectrum : Spectrum.values()) {
            String key = key(camera, spectrum);
            scenes.remove(key);
            store.delete(key);
        }
    }

    private CachedScene load(String key, NumberedFrame frame) {
        BackgroundState state = store.get(key);
        if (state == null || !state.getStem().equals(stem)) {
            Scene unknown = new Scene(settings.scene(), measure, frame.capturedAt());
            return new CachedScene(unknown, frame.number().epoch(), null);
        }
        Scene scene = new Scene(settings.scene(), measure, WatchStateMapper.toSnapshot(state));
        return new CachedScene(scene, state.getEpoch(), state.getWrittenAt());
    }

    private static final class CachedScene {

        private final Scene scene;
        private long epoch;
        private @Nullable Instant storedAt;

        private CachedScene(Scene scene, long epoch, @Nullable Instant storedAt) {
            this.scene = scene;
            this.epoch = epoch;
            this.storedAt = storedAt;
        }

        private boolean isDue(Instant at, WatchSettings settings) {
            return storedAt == null
                    || at.isBefore(storedAt)
                    || !storedAt.plus(settings.writeEvery()).isAfter(at);
        }
    }
}
