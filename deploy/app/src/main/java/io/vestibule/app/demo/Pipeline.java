package io.vestibule.app.demo;

import io.vestibule.app.broker.EmbeddedBroker;
import io.vestibule.models.Embedder;
import io.vestibule.models.Vision;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.enrol.EnrolSettings;
import io.vestibule.topologies.enrol.EnrolTopology;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.CameraGroups;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.recognise.RecogniseTopology;
import io.vestibule.topologies.recognise.Router;
import io.vestibule.topologies.recognise.RoutingTable;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.teach.TeachTopology;
import io.vestibule.topologies.teach.Teacher;
import io.vestibule.topologies.watch.FrameStore;
import io.vestibule.topologies.watch.WatchObserver;
import io.vestibule.topologies.watch.WatchSettings;
import io.vestibule.topologies.watch.WatchTopology;
import io.vestibule.zoo.Prepared;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** All four topologies in this process, each as its own application. */
final class Pipeline implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Map<String, KafkaStreams> applications = new LinkedHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Pipeline() {}

    static Pipeline start(
            EmbeddedBroker broker,
            Topics topics,
            Prepared prepared,
            Vision vision,
            WatchObserver watchObserver,
            RecogniseObserver recogniseObserver) {
        Pipeline pipeline = new Pipeline();
        Path state = broker.folder().resolve("streams"); // goes when the broker goes
        pipeline.topologies(topics, prepared, vision, watchObserver, recogniseObserver)
                .forEach((name, topology) ->
                        pipeline.add("vestibule-" + name, topology, topics, broker.bootstrapServers(), state));
        pipeline.applications.values().forEach(KafkaStreams::start);
        return pipeline;
    }

    private Map<String, Topology> topologies(
            Topics topics,
            Prepared prepared,
            Vision vision,
            WatchObserver watchObserver,
            RecogniseObserver recogniseObserver) {
        Map<String, Topology> topologies = new LinkedHashMap<>();
        topologies.put(
                "enrol",
                new EnrolTopology(
                                topics,
                                vision.decoder(),
                                vision.detector(),
                                vision.faceReader(),
                                embedders(vision),
                                EnrolSettings.defaults())
                        .build());
        topologies.put(
                "watch",
                new WatchTopology(
                                topics,
                                vision.decoder(),
                                vision.detector(),
                                vision.faceReader(),
                                FrameStore.NONE,
                                WatchSettings.defaults(),
                                watchObserver)
                        .build());
        topologies.put(
                "recognise",
                new RecogniseTopology(
                                topics,
                                Gallery.ofTemplates(),
                                new Router(vision.embedders(), RoutingTable.defaults(), CameraGroups.NONE, () -> 0),
                                RecogniseSettings.defaults(),
                                recogniseObserver)
                        .build());
        topologies.put(
                "teach",
                new TeachTopology(topics, teacher(prepared, vision), Gallery.withCentres(), TeachSettings.defaults())
                        .build());
        return topologies;
    }

    private static List<Embedder> embedders(Vision vision) {
        List<Embedder> all = new ArrayList<>(vision.embedders().values());
        all.add(vision.teacher());
        return all;
    }

    private static Teacher teacher(Prepared prepared, Vision vision) {
        return Teacher.of(
                vision.teacher(),
                prepared.ensemble("teacher").members().stream()
                        .map(member -> prepared.model(member.model()).id())
                        .toList());
    }

    private void add(String application, Topology topology, Topics topics, String bootstrapServers, Path state) {
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(application, topics));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        KafkaStreams streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        applications.put(application, streams);
    }

    /** Consumer groups of the applications, and with them what each has read. */
    List<String> groups() {
        return List.copyOf(applications.keySet());
    }

    boolean isRunning() {
        return applications.values().stream().allMatch(streams -> streams.state() == KafkaStreams.State.RUNNING);
    }

    /** @throws IllegalStateException if one of the applications has failed */
    void requireAlive() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the pipeline failed: " + thrown, thrown);
        }
    }

    @Override
    public void close() {
        applications.values().parallelStream().forEach(streams -> streams.close(CLOSE_WITHIN));
    }
}
