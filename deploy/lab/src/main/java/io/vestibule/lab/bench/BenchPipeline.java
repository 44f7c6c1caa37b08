package io.vestibule.lab.bench;

import io.vestibule.lab.bench.BenchCameras.Camera;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.kafka.ClusterException;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Watch and recognise, running on a broker, with producers that send them frames and a reader of identity events. For one
 * thread.
 */
final class BenchPipeline implements AutoCloseable {

    private static final Set<Application> MEASURED = EnumSet.of(Application.WATCH, Application.RECOGNISE);

    /** Longest that anything may take that is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Frames of a camera that may wait: so many that no thread runs dry. */
    static final int FRAMES_IN_FLIGHT = 10;

    /** Faces of a camera that may wait: as many as come while the watch commits. */
    private static final int FACES_IN_FLIGHT = 8;

    private static final long NAP_NANOS = 200_000;

    private final BenchCameras fleet;
    private final StopSignal stop;
    private final Topics topics;
    private final Cluster cluster;
    private final PipelineProgress progress = new PipelineProgress();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
    private final List<Producer<String, Frame>> producers = new ArrayList<>();
    private @Nullable RunningApplications applications;
    private @Nullable EventArrivals arrivals;
    private long sent;

    BenchPipeline(Configuration configuration, BenchCameras fleet, StopSignal stop) {
        this.fleet = fleet;
        this.stop = stop;
        this.topics = configuration.topics().topics();
        this.cluster = Cluster.connect(configuration.kafka());
        try {
            cluster.create(configuration.topics());
        } catch (RuntimeException refused) {
            cluster.close();
            throw refused;
        }
    }

    /** Who hears of frames and faces: goes into the wiring. */
    PipelineProgress progress() {
        return progress;
    }

    /** Puts residents into the gallery as one contract's templates. */
    void enrol(BenchGallery residents, String contract, int dimension) {
        Topic<String, GalleryEntry> topic = topics.gallery();
        try (Producer<String, GalleryEntry> producer = cluster.producer(topic, Map.of())) {
            residents.templates().forEach((subject, unit) -> {
                List<Float> values = new ArrayList<>(unit.length);
                for (float value : unit) {
                    values.add(value);
                }
                Template template =
                        new Template(values, "0".repeat(64), new Quality(100f, 100f, 0.5f, 0f, 0f, 0f), fleet.start());
                send(
                        producer,
                        topic,
                        new GalleryKey(subject, contract).toString(),
                        new GalleryEntry(subject, contract, dimension, List.of(template), null));
            });
            producer.flush();
        }
        requireSound();
    }

    /**
     * Starts the topologies; returns when all threads have their partitions.
     *
     * @param senders so many producers share the cameras
     * @throws ClusterException if a setting cannot be used
     */
    void start(TopologyFactory wiring, Configuration configuration, Path state, int senders)
            throws InterruptedException {
        for (int i = 0; i < senders; i++) {
            // A frame should not wait for the next one.
            producers.add(cluster.producer(
                    topics.frames(),
                    Map.of(
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            topics.frames().maxMessageBytes())));
        }
        arrivals = EventArrivals.read(cluster, topics.identities());
        try {
            applications = RunningApplications.start(MEASURED, wiring, configuration, state);
        } catch (IllegalArgumentException | KafkaException refused) {
            throw cluster.invalidSettings(refused);
        }
        await("the topologies run", applications::areRunning);
    }

    /** Sends pictures of every camera, as fast as they are taken, and waits until all are through. */
    void play(int from, int to) throws InterruptedException {
        for (int number = from; number < to; number++) {
            for (Camera camera : fleet.cameras()) {
                awaitRoom();
                send(camera, number);
            }
        }
        drain();
    }

    /**
     * Plays, and measures in the middle, where the pipeline neither starts nor runs dry.
     *
     * @param from number of the first picture
     * @param lead pictures of each camera before the clock starts, and after it stops
     * @param to number behind the last picture
     * @return frames in a second
     */
    double measure(int from, int lead, int to) throws InterruptedException {
        int measured = (to - from - 2 * lead) * fleet.size();
        progress.measure((long) lead * fleet.size(), measured);
        play(from, to);
        return measured * 1e9 / progress.measuredNanos();
    }

    /**
     * Sends pictures at an even pace, for the latency.
     *
     * @param from number of the first picture
     * @param framesPerSecond of all cameras together
     * @param runUp how long it is sent before events count
     * @param length how long from then
     * @param patience how much longer at most, until there are events enough
     * @return number behind the last picture
     */
    int pace(int from, double framesPerSecond, Duration runUp, Duration length, Duration patience, int enough)
            throws InterruptedException {
        long interval = Math.round(1e9 / framesPerSecond);
        long began = System.nanoTime();
        long counted = began + runUp.toNanos();
        long due = began;
        int number = from;
        while (due - counted < length.toNanos()
                || arrivals.latencies().count() < enough
                        && due - counted < length.plus(patience).toNanos()) {
            for (Camera camera : fleet.cameras()) {
                due += interval;
                await(due);
                if (due >= counted) {
                    arrivals.expect(camera.name(), number, due);
                }
                send(camera, number);
            }
            number++;
        }
        drain();
        arrivals.finish();
        return number;
    }

    /** From a frame that was due to the events that it caused. */
    Durations latencies() {
        return arrivals.latencies();
    }

    private void send(Camera camera, int number) {
        Producer<String, Frame> producer = producers.get(fleet.cameras().indexOf(camera) % producers.size());
        send(producer, topics.frames(), camera.name(), fleet.frame(camera, number));
        sent++;
        requireSound();
    }

    private <V> void send(Producer<String, V> producer, Topic<String, V> topic, String key, V value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, failed) -> {
            if (failed != null) {
                refusal.compareAndSet(null, failed);
            }
        });
    }

    private void awaitRoom() throws InterruptedException {
        await(
                "the pipeline takes frames",
                () -> sent - progress.watched() < (long) FRAMES_IN_FLIGHT * fleet.size()
                        && progress.facesOnTheirWay() < (long) FACES_IN_FLIGHT * fleet.size());
    }

    private void drain() throws InterruptedException {
        await("every frame is through", () -> progress.watched() >= sent && progress.facesOnTheirWay() <= 0);
    }

    private void await(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        requireSound();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            requireSound();
            if (System.nanoTime() > deadline) {
                throw new BenchException("waited " + PATIENCE.toSeconds() + " s, but not yet: " + what);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void requireSound() {
        if (stop.isRaised()) {
            throw new CancellationException("stopped before its end");
        }
        Exception refused = refusal.get();
        if (refused != null) {
            throw cluster.translate(refused);
        }
        if (applications != null) {
            applications.requireAlive();
        }
        if (arrivals != null) {
            arrivals.requireAlive();
        }
    }

    @Override
    public void close() {
        if (applications != null) {
            applications.close();
        }
        if (arrivals != null) {
            arrivals.close();
        }
        producers.forEach(Producer::close);
        cluster.close();
    }
}
