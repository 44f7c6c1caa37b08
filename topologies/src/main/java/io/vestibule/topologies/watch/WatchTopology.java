package io.vestibule.topologies.watch;

import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.RefusedRecordFilter;
import io.vestibule.topologies.io.StateStores;
import io.vestibule.topologies.io.TopicNodes;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology from frames to faces.
 *
 * <p>Input: frames, keyed by camera id. Output: live faces, keyed by camera id; the status and a tick of a camera at
 * each change of state and at each heartbeat, keyed by camera id; dead letters. There are two state stores, both with a
 * changelog: the state of each camera (written with every frame, some hundred bytes) and its background (written every
 * few seconds, about 150 KB). The time of a record is the broker's; with it a camera's clock offset is measured. All other times
 * are capture times. Frames of a camera are analyzed in order. A frame out of order becomes a dead letter; a frame that is too old
 * is shed.
 */
public final class WatchTopology {

    static final String FRAMES = "frames-source";
    static final String WATCH = "watch";
    static final String CAMERAS = "watch-cameras";
    static final String BACKGROUNDS = "watch-backgrounds";
    static final String FACES = "faces-sink";
    static final String STATUSES = "cameras-sink";

    private final Topics topics;
    private final FrameAnalyzer analyzer;
    private final FrameStore store;
    private final WatchSettings settings;
    private final WatchObserver observer;
    private final CameraPartitions partitions = new CameraPartitions();

    public WatchTopology(
            Topics topics, FrameAnalyzer analyzer, FrameStore store, WatchSettings settings, WatchObserver observer) {
        this.topics = topics;
        this.analyzer = analyzer;
        this.store = store;
        this.settings = settings;
        this.observer = GuardedObserver.of(WatchObserver.class, observer);
    }

    public Topology build() {
        Topology topology = new Topology();
        TopicNodes.addSource(topology, FRAMES, topics.frames());
        topology.addProcessor(WATCH, RefusedRecordFilter.around(WATCH, this::processor), FRAMES)
                .addStateStore(cameras(), WATCH)
                .addStateStore(backgrounds(), WATCH);
        TopicNodes.addSink(topology, FACES, topics.faces(), WATCH);
        TopicNodes.addSink(topology, STATUSES, topics.cameras(), WATCH);
        DeadLetters.addSink(topology, topics.deadLetters(), WATCH);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, CameraWatchState>> cameras() {
        return StateStores.inMemory(CAMERAS, CameraWatchState.class);
    }

    private static StoreBuilder<KeyValueStore<String, BackgroundState>> backgrounds() {
        return StateStores.persistent(BACKGROUNDS, BackgroundState.class);
    }

    private WatchProcessor processor() {
        return new WatchProcessor(
                new FrameImages(store, settings.maximumPixels()), analyzer, partitions, settings, observer);
    }
}
