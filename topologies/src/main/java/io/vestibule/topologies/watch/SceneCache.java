package io.vestibule.topologies.watch;

import io.vestibule.models.motion.MotionMeasure;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The scenes of one task's cameras, one for each kind of light: what day and infrared look like is known side by side, so that
 * the switch costs nothing. Kept as floats, for the store holds them packed and a few seconds old; 300 KB each, so only those
 * that were seen last. One thread at a time.
 */
final class SceneCache {

    /** More than a task can serve. */
    private static final int MOST = 500;

    private final KeyValueStore<String, BackgroundState> store;
    private final String stem;
    private final WatchSettings settings;
    private final MotionMeasure measure = new RegularisedCosineMeasure();

    private final Map<String, Known> scenes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    SceneCache(KeyValueStore<String, BackgroundState> store, String stem, WatchSettings settings) {
        this.store = store;
        this.stem = stem;
        this.settings = settings;
    }

    /** What is in a store under this key. */
    static String key(Frame frame) {
        return frame.getCamera() + "/" + frame.getSpectrum();
    }

    /** The scene that a frame belongs to. In another epoch than before the camera's clock may have been set. */
    Scene of(Frame frame) {
        Known known = scenes.computeIfAbsent(key(frame), key -> recall(key, frame));
        if (known.epoch != frame.getEpoch()) {
            known.scene.restart(frame.getCapturedAt());
            known.epoch = frame.getEpoch();
            known.writtenAt = null;
        }
        return known.scene;
    }

    /**
     * Writes the scene that a frame belongs to, every so often only: it is large, and a few seconds lost do no harm.
     *
     * @param now whether it is time in any case
     */
    void write(Frame frame, boolean now) {
        String key = key(frame);
        Known known = scenes.get(key);
        Instant at = frame.getCapturedAt();
        if (now || known.isDue(at, settings)) {
            known.scene.memory().ifPresent(memory -> {
                store.put(key, WatchStateMapper.of(memory, stem, frame.getEpoch()));
                known.writtenAt = at;
            });
        }
    }

    private Known recall(String key, Frame frame) {
        BackgroundState memory = store.get(key);
        if (memory == null || !memory.getStem().equals(stem)) {
            Scene unknown = new Scene(settings.scene(), measure, frame.getCapturedAt());
            return new Known(unknown, frame.getEpoch(), null);
        }
        Scene scene = new Scene(settings.scene(), measure, WatchStateMapper.scene(memory));
        return new Known(scene, memory.getEpoch(), memory.getWrittenAt());
    }

    private static final class Known {

        private final Scene scene;
        private long epoch;
        private @Nullable Instant writtenAt;

        private Known(Scene scene, long epoch, @Nullable Instant writtenAt) {
            this.scene = scene;
            this.epoch = epoch;
            this.writtenAt = writtenAt;
        }

        private boolean isDue(Instant at, WatchSettings settings) {
            return writtenAt == null
                    || at.isBefore(writtenAt)
                    || !writtenAt.plus(settings.writeEvery()).isAfter(at);
        }
    }
}
