package io.vestibule.service.run;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.logging.MessageRedaction;
import io.vestibule.service.process.StopSignal;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.errors.DeadLetterObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applications that run in this process. If one dies, it stops alone; whoever waits here is told, and should close the rest,
 * so that whatever started the process can start it anew.
 */
public final class RunningApplications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningApplications.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    /** A stream thread works off all that it has polled before it looks at the wish to stop, and a frame may have 4 MiB. */
    private static final int MOST_RECORDS_OF_A_POLL = 50;

    private final Map<Application, KafkaStreams> streams = new LinkedHashMap<>();
    private final AtomicReference<@Nullable ApplicationException> death = new AtomicReference<>();

    private RunningApplications() {}

    /**
     * Starts each of them; they need a moment until they {@linkplain #areRunning run}.
     *
     * @param stateFolder for the local state of all of them; no other process may use it
     */
    public static RunningApplications start(
            Collection<Application> applications,
            TopologyFactory wiring,
            Configuration configuration,
            Path stateFolder) {
        RunningApplications running = new RunningApplications();
        try {
            for (Application application : applications) {
                KafkaStreams started = new KafkaStreams(
                        wiring.topology(application),
                        properties(application, configuration, stateFolder, wiring.deadLetters()));
                running.streams.put(application, started);
                started.setUncaughtExceptionHandler(failure -> running.died(application, failure));
            }
            running.streams.values().forEach(KafkaStreams::start);
            return running;
        } catch (RuntimeException refused) {
            running.close();
            throw refused;
        }
    }

    /** Which they are. */
    public Set<Application> applications() {
        return Set.copyOf(streams.keySet());
    }

    /** Whether all have their partitions and their state, and work. */
    public boolean areRunning() {
        return streams.keySet().stream().allMatch(this::isRunning);
    }

    /** Whether this one has its partitions and its state, and works. */
    public boolean isRunning(Application application) {
        KafkaStreams one = streams.get(application);
        return one != null && one.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether none of them has died. */
    public boolean areAlive() {
        return death.get() == null;
    }

    /** Shows each of them to somebody who measures it. */
    public void forEach(BiConsumer<Application, KafkaStreams> visitor) {
        streams.forEach(visitor);
    }

    /**
     * Waits until all work, or until told to stop; tells which.
     *
     * @throws ApplicationException if one dies first
     */
    public boolean awaitRunning(StopSignal stop) throws InterruptedException {
        while (!areRunning()) {
            if (stop.await(POLL)) {
                return false;
            }
            requireAlive();
        }
        return true;
    }

    /**
     * Waits until told to stop.
     *
     * @throws ApplicationException if one dies first
     */
    public void awaitStop(StopSignal stop) throws InterruptedException {
        while (!stop.await(POLL)) {
            requireAlive();
        }
    }

    /** Commits what is done, leaves the consumer groups and stops, all at once. */
    @Override
    public void close() {
        CompletableFuture.allOf(streams.entrySet().stream()
                        .map(one -> CompletableFuture.runAsync(
                                () -> stop(one.getKey(), one.getValue()), RunningApplications::inThreadOfItsOwn))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Who stays in the group keeps its partitions for the whole session time-out, during which nobody looks at those
     * cameras; who leaves hands them over at once, to another process or to the next start of this one.
     */
    private static void stop(Application application, KafkaStreams streams) {
        boolean stopped = streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!stopped) {
            LOG.atWarn()
                    .addKeyValue("application", application.title())
                    .addKeyValue("seconds", CLOSE_WITHIN.toSeconds())
                    .log("an application did not stop in time; what it had not committed is done again");
        }
    }

    private static void inThreadOfItsOwn(Runnable work) {
        new Thread(work, "stop").start();
    }

    private StreamThreadExceptionResponse died(Application application, Throwable failure) {
        LOG.atError()
                .addKeyValue("application", application.title())
                .setCause(failure)
                .log("an application died");
        death.compareAndSet(
                null,
                new ApplicationException(
                        application.title() + " died: " + MessageRedaction.inOneLine(failure), failure));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** @throws ApplicationException if one of them has died */
    public void requireAlive() {
        ApplicationException cause = death.get();
        if (cause != null) {
            throw cause;
        }
    }

    static Properties properties(
            Application application, Configuration configuration, Path stateFolder, DeadLetterObserver deadLetters) {
        String id = application.id(configuration.run());
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_OF_A_POLL);
        if (application.readsOneTopic()) {
            // Else Kafka Streams asks before each record whether another topic has an older one, at the price of some
            // maps.
            properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        }
        properties.putAll(StreamsSettings.of(id, configuration.topics().topics(), deadLetters));
        properties.putAll(configuration.kafka().forStreams());
        return properties;
    }
}
