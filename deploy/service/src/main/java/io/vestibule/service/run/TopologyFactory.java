package io.vestibule.service.run;

import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.frames.FrameStoreFolder;
import io.vestibule.topologies.enrol.EnrolTopology;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.faces.FacePipeline;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.recognise.RecogniseTopology;
import io.vestibule.topologies.recognise.Router;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.teach.TeachTopology;
import io.vestibule.topologies.watch.FrameStore;
import io.vestibule.topologies.watch.WatchTopology;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import io.vestibule.zoo.PreparedModels;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;

/** Builds topologies from settings and models. It needs no broker. */
public final class TopologyFactory {
    private final Configuration configuration;
    private final Topics topics;
    private final PreparedModels prepared;
    private final Vision vision;
    private final TopologyObservers observers;

    /** @param vision opened on the prepared models; the caller closes it after all applications have stopped */
    public TopologyFactory(
            Configuration configuration, PreparedModels prepared, Vision vision, TopologyObservers observers) {
        this.configuration = configuration;
        this.topics = configuration.topics().topics();
        this.prepared = prepared;
        this.vision = vision;
        this.observers = observers;
    }

    /**
     * A new topology for one Kafka Streams instance.
     *
     * @throws IllegalArgumentException if the routing table, a threshold or a teacher setting names an unknown embedder
     */
    public Topology topology(Application application) {
        return switch (application) {
            case WATCH -> watch();
            case RECOGNISE -> recognise();
            case TEACH -> teach();
            case ENROL -> enrol();
        };
    }

    DeadLetterObserver deadLetters() {
        return observers.deadLetters();
    }

    private Topology watch() {
        return new WatchTopology(
                        topics,
                        new FrameAnalyzer(
                                vision.decoder(),
                                vision.detector(),
                                vision.faceAligner(),
                                configuration.watch().maximumFaces()),
                        frameStore(),
                        configuration.watch(),
                        observers.watch())
                .build();
    }

    private FrameStore frameStore() {
        return configuration
                .run()
                .frameStore()
                .<FrameStore>map(FrameStoreFolder::new)
                .orElse(FrameStore.NONE);
    }

    private Topology recognise() {
        Router router = new Router(
                vision.embedders(),
                configuration.routing().table(),
                configuration.routing().cameraGroups(),
                new ProcessLoad());
        return new RecogniseTopology(topics, Gallery.ofTemplates(), router, recogniseSettings(), observers.recognise())
                .build();
    }

    /** A replay of old frames is also one of old faces. */
    private RecogniseSettings recogniseSettings() {
        RecogniseSettings settings = configuration.recognise();
        return configuration.watch().replay() ? settings.replaying() : settings;
    }

    private Topology teach() {
        TeachSettings settings = configuration.teach();
        return new TeachTopology(
                        topics,
                        named("teach.teacher", settings.teacher()).teacher(),
                        settings.student()
                                .map(name ->
                                        named("teach.student", name).teacher().embedder()),
                        Gallery.withCentres(),
                        settings,
                        observers.teach())
                .build();
    }

    private NamedTeacher named(String key, String name) {
        return NamedTeacher.of(name, prepared, vision)
                .orElseThrow(() -> new IllegalArgumentException(key + ": unknown embedder \"" + name
                        + "\"; known embedders are " + String.join(", ", NamedTeacher.names(vision))));
    }

    /** Enrolment for each embedder and for the teacher, whose labels come from the same gallery. */
    private Topology enrol() {
        List<Embedder> embedders = Stream.concat(vision.embedders().values().stream(), Stream.of(vision.teacher()))
                .toList();
        return new EnrolTopology(
                        topics,
                        new FacePipeline(vision.decoder(), vision.detector(), vision.faceAligner()),
                        embedders,
                        configuration.enrol(),
                        observers.enrol())
                .build();
    }
}
