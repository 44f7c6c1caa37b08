package io.vestibule.topologies.recognise;

import io.vestibule.schemas.state.CameraVisitsState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.RefusedRecordFilter;
import io.vestibule.topologies.faces.FaceRecords;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.io.CaptureTimeExtractor;
import io.vestibule.topologies.io.StateStores;
import io.vestibule.topologies.io.TopicNodes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Faces to identity events.
 *
 * <ul>
 *   <li>In: faces and camera ticks, key camera id; the gallery, which each instance reads completely.
 *   <li>Out: identity events, key camera id; dead letters.
 *   <li>State: {@value #VISITS}, the open visits of each camera, with a changelog. It is written once per face. A tick writes
 *       only if a visit or a cool-down ends.
 *   <li>Order and time: faces and ticks of a camera come from one partition, in the camera's order. Time is the capture
 *       time. The wall clock only ends the visits of silent cameras.
 *   <li>A record that cannot be used is a dead letter with its reason and changes no visit.
 * </ul>
 */
public final class RecogniseTopology {

    static final String FACES = "faces-source";
    static final String RECOGNISE = "recognise";
    static final String VISITS = "recognise-visits";
    static final String IDENTITIES = "identities-sink";

    private final Topics topics;
    private final Gallery gallery;
    private final FaceMatcher matcher;
    private final VoteCounter voteCounter;
    private final RecogniseSettings settings;
    private final RecogniseObserver observer;

    /**
     * @param gallery filled by this topology and no other
     * @throws IllegalArgumentException if the settings have a threshold for an embedder that the router does not know
     */
    public RecogniseTopology(
            Topics topics, Gallery gallery, Router router, RecogniseSettings settings, RecogniseObserver observer) {
        DecisionThresholds thresholds = new DecisionThresholds(router.embedders(), settings);
        this.topics = topics;
        this.gallery = gallery;
        this.matcher = new FaceMatcher(router, thresholds, gallery, settings.judging());
        this.voteCounter = new VoteCounter(thresholds, settings);
        this.settings = settings;
        this.observer = GuardedObserver.of(RecogniseObserver.class, observer);
    }

    public Topology build() {
        Topology topology = new Topology();
        gallery.addTo(topology, topics.gallery());
        TopicNodes.addSource(topology, FACES, topics.faces(), new CaptureTimeExtractor<>(FaceRecords::capturedAt));
        topology.addProcessor(RECOGNISE, RefusedRecordFilter.around(RECOGNISE, this::processor), FACES)
                .addStateStore(visits(), RECOGNISE);
        TopicNodes.addSink(topology, IDENTITIES, topics.identities(), RECOGNISE);
        DeadLetters.addSink(topology, topics.deadLetters(), RECOGNISE);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, CameraVisitsState>> visits() {
        return StateStores.persistent(VISITS, CameraVisitsState.class);
    }

    private RecogniseProcessor processor() {
        return new RecogniseProcessor(matcher, voteCounter, settings, observer);
    }
}
