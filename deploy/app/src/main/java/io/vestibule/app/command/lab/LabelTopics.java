package io.vestibule.app.command.lab;

import io.vestibule.lab.label.StreamTeaching;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.models.Vision;
import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.KafkaLogging;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.KafkaSettings;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.TopologyFactory;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.zoo.PreparedModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Topics for one run of labelling, on brokers that were named or on one in this process. Closing deletes them. */
final class LabelTopics implements AutoCloseable {

    private final String run;
    private final @Nullable EmbeddedBroker broker;
    private final Configuration configuration;
    private final Cluster cluster;

    private LabelTopics(String run, @Nullable EmbeddedBroker broker, Configuration configuration, Cluster cluster) {
        this.run = run;
        this.broker = broker;
        this.configuration = configuration;
        this.cluster = cluster;
    }

    /** @param teacher whose word is wanted */
    static LabelTopics make(ClusterOptions options, CommandContext surroundings, String teacher) {
        EmbeddedBroker broker = null;
        Cluster cluster = null;
        try {
            String run = "vestibule-label-" + UUID.randomUUID();
            Map<String, String> settings = settings(teacher, run);
            if (!options.namesBrokers()) {
                KafkaLogging.silence(surroundings.environment());
                broker = EmbeddedBroker.start();
                settings.put(KafkaSettings.PREFIX + "bootstrap.servers", broker.bootstrapServers());
            }
            Configuration configuration = options.load(surroundings, settings);
            cluster = Cluster.connect(configuration.kafka());
            cluster.create(configuration.topics());
            return new LabelTopics(run, broker, configuration, cluster);
        } catch (RuntimeException failure) {
            close(cluster, broker);
            throw failure;
        }
    }

    /** Every face is to be taken: what a stream leaves out as too much of the same, folders hold on purpose. */
    private static Map<String, String> settings(String teacher, String run) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String topic : List.of(
                "frames",
                "faces",
                "identities",
                "soft-labels",
                "centres",
                "gallery",
                "enrolments",
                "cameras",
                "dead-letters")) {
            settings.put("topics.names." + topic, run + "-" + topic);
        }
        settings.put("topics.partitions", "1"); // one camera, and so one partition, has seen them all
        settings.put("run.application-prefix", run);
        settings.put("teach.teacher", teacher);
        settings.put("teach.share", "1");
        settings.put("teach.minimum-interval", "0s");
        settings.put("teach.minimum-difference", "0");
        String all = String.valueOf(Integer.MAX_VALUE);
        settings.put("teach.per-track", all);
        settings.put("teach.per-camera-hour", all);
        settings.put("teach.per-subject-day", all);
        settings.put("teach.remembered-tracks", "1");
        settings.put("teach.hardness.easy-share", "1");
        settings.put("teach.keep-faces", "false");
        return settings;
    }

    /** @param progress makes a line for work of a name and so many steps */
    StreamTeaching teaching(
            PreparedModels prepared, Vision vision, StopSignal stop, BiFunction<String, Long, ProgressLine> progress) {
        TopologyFactory wiring = new TopologyFactory(configuration, prepared, vision, TopologyObservers.NONE);
        return new StreamTeaching(
                cluster, configuration, wiring, vision.detector().stemId(), stop, progress);
    }

    @Override
    public void close() {
        try {
            if (broker == null) {
                delete();
            }
        } finally {
            close(cluster, broker);
        }
    }

    /** Those of this run: its own, and what Kafka Streams has made of its name. */
    private void delete() {
        try {
            Set<String> names = cluster.admin().listTopics().names().get().stream()
                    .filter(name -> name.startsWith(run))
                    .collect(Collectors.toSet());
            cluster.admin().deleteTopics(names).all().get();
        } catch (ExecutionException failure) {
            throw cluster.translate(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Cluster cluster, @Nullable EmbeddedBroker broker) {
        if (cluster != null) {
            cluster.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
