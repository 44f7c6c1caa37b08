package io.vestibule.service.run;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.logging.MessageRedaction;
import io.vestibule.service.process.StopSignal;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.errors.RefusedResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The applications of this process. If one fails, it stops alone. The waiting methods then throw, and the caller should close
 * the others, so that a supervisor can restart the process.
 */
public final class RunningApplications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningApplications.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    /** A stream thread processes all polled records before it checks for a stop, and a frame can have 4 MiB. */
    private static final int MAXIMUM_POLL_RECORDS = 50;

    /** Refused results are not expected. A process with so many of them has another fault. */
    private static final int MAXIMUM_REPLACED_THREADS = 100;

    /**
     * A killed process keeps its partitions for this time. Kafka's default of 45 s means 45 s without analysis. 6 s is the
     * least that brokers accept by default, and longer than a pause for garbage collection.
     */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    /** Four heartbeats in a session, so that a lost one has no effect. */
    private static final int HEARTBEAT_MILLIS = 1_500;

    /**
     * The next owner of a partition waits until the open transaction of a killed process has ended. A commit each 50 ms keeps
     * transactions far shorter than this.
     */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

    private final Map<Application, KafkaStreams> streams = new ConcurrentHashMap<>();
    private final AtomicInteger replacedThreads = new AtomicInteger();
    private final AtomicReference<@Nullable ApplicationException> failure = new AtomicReference<>();

    private final BrokerContact brokers;

    private RunningApplications(Collection<Application> applications, Configuration configuration) {
        AbandonedTransactions abandoned = new AbandonedTransactions(
                applications.stream()
                        .map(application -> application.id(configuration.run()))
                        .toList(),
                TRANSACTION_TIMEOUT);
        brokers = BrokerContact.start(configuration.kafka(), admin -> {
            // An application that waits for a transaction is not running yet.
            if (!streams.values().stream().allMatch(RunningApplications::isRunning)) {
                abandoned.end(admin);
            }
        });
    }

    /**
     * Starts applications. They are {@linkplain #areRunning running} after some time.
     *
     * @param stateFolder folder for the local state of all of them; no other process may use it
     */
    public static RunningApplications start(
            Collection<Application> applications,
            TopologyFactory topologies,
            Configuration configuration,
            Path stateFolder) {
        RocksDbLibrary.load();
        RunningApplications running = new RunningApplications(applications, configuration);
        try {
            for (Application application : applications) {
                KafkaStreams started = new KafkaStreams(
                        topologies.topology(application),
                        properties(application, configuration, stateFolder, topologies.deadLetters()));
                running.streams.put(application, started);
                started.setUncaughtExceptionHandler(cause -> running.failed(application, cause));
            }
            running.streams.values().forEach(KafkaStreams::start);
            return running;
        } catch (RuntimeException refused) {
            running.close();
            throw refused;
        }
    }

    /** The started applications. */
    public Set<Application> applications() {
        return Set.copyOf(streams.keySet());
    }

    /** Whether all have their partitions and their state, and process records. */
    public boolean areRunning() {
        return whyNotRunning().isEmpty();
    }

    /** Whether an application has its partitions and its state, and a broker answers. */
    public boolean isRunning(Application application) {
        KafkaStreams started = streams.get(application);
        return started != null && isRunning(started) && brokers.fault().isEmpty();
    }

    private static boolean isRunning(KafkaStreams application) {
        return application.state() == KafkaStreams.State.RUNNING;
    }

    /** Why not all applications process records, without names and addresses; empty if all do. */
    public Optional<String> whyNotRunning() {
        Optional<String> notRunning = streams.entrySet().stream()
                .filter(started -> !isRunning(started.getValue()))
                .findFirst()
                .map(waiting -> waiting.getKey().commandLineName() + " is in state "
                        + waiting.getValue().state());
        return brokers.fault().map(fault -> "no broker answers").or(() -> notRunning);
    }

    /** Whether no application has failed. */
    public boolean areAlive() {
        return failure.get() == null;
    }

    /** Calls a visitor for each application, for measurements. */
    public void forEach(BiConsumer<Application, KafkaStreams> visitor) {
        streams.forEach(visitor);
    }

    /**
     * Waits until all are running, or until a stop.
     *
     * @return true if all are running; false after a stop
     * @throws ApplicationException if one fails first
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
     * Waits for a stop.
     *
     * @throws ApplicationException if an application fails first
     */
    public void awaitStop(StopSignal stop) throws InterruptedException {
        while (!stop.await(POLL)) {
            requireAlive();
        }
    }

    /** Commits, leaves the consumer groups and stops; all applications in parallel. */
    @Override
    public void close() {
        CompletableFuture.allOf(streams.entrySet().stream()
                        .map(one -> CompletableFuture.runAsync(
                                () -> stop(one.getKey(), one.getValue()), RunningApplications::startThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        brokers.close();
    }

    /**
     * Leaves the group explicitly. A member that stops without leaving keeps its partitions until the session time-out, and no
     * process analyses those cameras. After leaving, another process or the next start gets the partitions at once.
     */
    private static void stop(Application application, KafkaStreams streams) {
        boolean stopped = streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!stopped) {
            LOG.atWarn()
                    .addKeyValue("application", application.commandLineName())
                    .addKeyValue("seconds", CLOSE_WITHIN.toSeconds())
                    .log("application did not stop in time; its uncommitted work is repeated after the next start");
        }
    }

    private static void startThread(Runnable work) {
        new Thread(work, "stop").start();
    }

    private StreamThreadExceptionResponse failed(Application application, Throwable cause) {
        // A new thread reads the record of the refused result again, and makes it a dead letter.
        if (RefusedResults.areCauseOf(cause) && replacedThreads.incrementAndGet() <= MAXIMUM_REPLACED_THREADS) {
            LOG.atWarn()
                    .addKeyValue("application", application.commandLineName())
                    .addKeyValue("fault", MessageRedaction.oneLine(cause))
                    .log("Kafka refused a result, so its record becomes a dead letter");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.atError()
                .addKeyValue("application", application.commandLineName())
                .setCause(cause)
                .log("application failed");
        failure.compareAndSet(
                null,
                new ApplicationException(
                        "application " + application.commandLineName() + " failed: " + MessageRedaction.oneLine(cause),
                        cause));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Fails if an application has failed. @throws ApplicationException with the first failure */
    public void requireAlive() {
        ApplicationException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }

    static Properties properties(
            Application application, Configuration configuration, Path stateFolder, DeadLetterObserver deadLetters) {
        String id = application.id(configuration.run());
        Properties properties = new Properties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAXIMUM_POLL_RECORDS);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        // Each application reads one topic. By default, Kafka Streams checks before each record whether another topic
        // has an older
        // one, which allocates maps.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.putAll(StreamsSettings.of(id, configuration.topics().topics(), deadLetters, stateFolder));
        properties.putAll(configuration.kafka().forStreams());
        return properties;
    }
}
