package io.vestibule.topologies.recognise;

import io.vestibule.schemas.state.CoolDownState;
import io.vestibule.schemas.state.VisitState;
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

/**
 * Faces to identity events.
 *
 * <ul>
 *   <li>In: faces and camera ticks, key camera id; the gallery, which each instance reads completely.
 *   <li>Out: identity events, key camera id; dead letters.
 *   <li>State: {@value #VISITS}, the open visits, and {@value #COOL_DOWNS}, the subjects identified just now, both with a
 *       changelog and with one record per visit or subject. A face writes its visit. A tick writes only if a visit or a
 *       cool-down ends.
 *   <li>Order and time: faces and ticks of a camera come from one partition, in the camera's order. Time is the capture
 *       time. The wall clock ends the visits of silent cameras. In live mode, it also decides which identifications are late
 *       and which faces are too old to be embedded.
 *   <li>A record that cannot be used is a dead letter with its reason and changes no visit.
 * </ul>
 */
public final class RecogniseTopology {

    static final String FACES = "faces-source";
    static final String RECOGNISE = "recognise";
    static final String VISITS = "recognise-visits";
    static final String COOL_DOWNS = "recognise-cool-downs";
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
                .addStateStore(StateStores.persistent(VISITS, VisitState.class), RECOGNISE)
                .addStateStore(StateStores.persistent(COOL_DOWNS, CoolDownState.class), RECOGNISE);
        TopicNodes.addSink(topology, IDENTITIES, topics.identities(), RECOGNISE);
        DeadLetters.addSink(topology, topics.deadLetters(), RECOGNISE);
        return topology;
    }

    private RecogniseProcessor processor() {
        return new RecogniseProcessor(matcher, voteCounter, enrolledSubjects(gallery), settings, observer);
    }

    static EnrolledSubjects enrolledSubjects(Gallery gallery) {
        return new EnrolledSubjects() {
            @Override
            public boolean isEnrolled(String subject) {
                return gallery.isEnrolled(subject);
            }

            @Override
            public boolean areSimilar(String one, String other) {
                return gallery.areSimilar(one, other);
            }
        };
    }
}
