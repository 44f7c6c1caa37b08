package io.vestibule.topologies.recognise;

import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.CameraVisitsState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.io.CaptureTimeExtractor;
import io.vestibule.topologies.io.TopicNodes;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Faces to identity events.
 *
 * <ul>
 *   <li>In: faces, key camera id; camera statuses, key camera id, which say that a camera's time goes on when nobody is in
 *       view; the gallery, read whole by every instance.
 *   <li>Out: identity events, key camera id; dead letters.
 *   <li>State: {@value #VISITS}, the visits of each camera that are not over, with a changelog; written once for each face,
 *       and by a status only when a visit ends.
 *   <li>Order and time: the faces of a camera in their order; time is the capture time. Faces and statuses have the same
 *       partitions, so that one task has all of a camera, and it takes the older of both first. The clock on the wall is
 *       asked only about cameras that have fallen silent.
 *   <li>A face or status that cannot be used is a dead letter with its reason; no visit changes.
 * </ul>
 */
public final class RecogniseTopology {

    static final String FACES = "faces-source";
    static final String CAMERAS = "cameras-source";
    static final String RECOGNISE = "recognise";
    static final String VISITS = "recognise-visits";
    static final String IDENTITIES = "identities-sink";

    private final Topics topics;
    private final Gallery gallery;
    private final FaceMatcher judge;
    private final VoteCounter jury;
    private final RecogniseSettings settings;
    private final RecogniseObserver observer;

    /**
     * @param gallery filled by this topology, and no other
     * @throws IllegalArgumentException if the settings have a threshold for an embedder that the router does not have
     */
    public RecogniseTopology(
            Topics topics, Gallery gallery, Router router, RecogniseSettings settings, RecogniseObserver observer) {
        DecisionThresholds bars = new DecisionThresholds(router.embedders(), settings);
        this.topics = topics;
        this.gallery = gallery;
        this.judge = new FaceMatcher(router, bars, gallery, settings.judging());
        this.jury = new VoteCounter(bars, settings);
        this.settings = settings;
        this.observer = GuardedObserver.of(RecogniseObserver.class, observer);
    }

    public Topology build() {
        Topology topology = new Topology();
        gallery.addTo(topology, topics.gallery());
        TopicNodes.addSource(topology, FACES, topics.faces(), new CaptureTimeExtractor<>(face -> face.getOrigin()
                .getCapturedAt()));
        TopicNodes.addSource(topology, CAMERAS, topics.cameras(), new CaptureTimeExtractor<>(CameraStatus::getAt));
        topology.addProcessor(RECOGNISE, this::processor, FACES, CAMERAS).addStateStore(visits(), RECOGNISE);
        TopicNodes.addSink(topology, IDENTITIES, topics.identities(), RECOGNISE);
        DeadLetters.addSink(topology, topics.deadLetters(), RECOGNISE);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, CameraVisitsState>> visits() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(VISITS), Serdes.String(), AvroSerde.of(CameraVisitsState.class));
    }

    private RecogniseProcessor processor() {
        return new RecogniseProcessor(judge, jury, topics.cameras().name(), settings, observer);
    }
}
