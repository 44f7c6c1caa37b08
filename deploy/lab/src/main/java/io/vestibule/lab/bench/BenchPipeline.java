package io.vestibule.lab.bench;

import io.vestibule.lab.bench.BenchCameras.Camera;
import io.vestibule.lab.bench.meter.Durations;
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
import java.util.Objects;
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
 * Watch and recognise on a broker, with producers that send frames and a consumer of identity events. For one thread.
 */
final class BenchPipeline implements AutoCloseable {

    private static final Set<Application> MEASURED = EnumSet.of(Application.WATCH, Application.RECOGNISE);

    /** Longest time for any wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Frames of a camera that may wait in the pipeline. Enough to keep every thread busy. */
    static final int FRAMES_IN_FLIGHT = 10;

    /** Faces of a camera that may wait. Enough for those that arrive while the watch commits. */
    private static final int FACES_IN_FLIGHT = 8;

    private static final long NAP_NANOS = 200_000;

    private final BenchCameras cameras;
    private final StopSignal stop;
    private final Topics topics;
    private final Cluster cluster;
    private final PipelineProgress progress = new PipelineProgress();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
    private final List<Producer<String, Frame>> producers = new ArrayList<>();
    private @Nullable RunningApplications applications;
    private @Nullable EventArrivals arrivals;
    private long sent;

    BenchPipeline(Configuration configuration, BenchCameras cameras, StopSignal stop) {
        this.cameras = cameras;
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

    /** The observer of watch and recognise. */
    PipelineProgress progress() {
        return progress;
    }

    /** Publishes the gallery's templates under one embedding contract. */
    void enrol(BenchGallery gallery, String contract, int dimension) {
        Topic<String, GalleryEntry> topic = topics.gallery();
        try (Producer<String, GalleryEntry> producer = cluster.producer(topic, Map.of())) {
            gallery.templates().forEach((subject, unit) -> {
                List<Float> values = new ArrayList<>(unit.length);
                for (float value : unit) {
                    values.add(value);
                }
                Template template = new Template(
                        values, "0".repeat(64), new Quality(100f, 100f, 0.5f, 0f, 0f, 0f), cameras.start(), false);
                send(
                        producer,
                        topic,
                        new GalleryKey(subject, contract).toString(),
                        new GalleryEntry(subject, contract, dimension, List.of(template), null, List.of()));
            });
            producer.flush();
        }
        requireNoFailure();
    }

    /**
     * Starts the topologies. Returns when all threads have their partitions.
     *
     * @param senders number of producers that share the cameras
     * @throws ClusterException if a setting cannot be used
     */
    void start(TopologyFactory wiring, Configuration configuration, Path state, int senders)
            throws InterruptedException {
        for (int i = 0; i < senders; i++) {
            // A frame must not wait for the next one.
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

    /** Sends pictures of every camera as fast as the pipeline accepts them, and waits until all have passed. */
    void play(int from, int to) throws InterruptedException {
        for (int number = from; number < to; number++) {
            for (Camera camera : cameras.cameras()) {
                awaitCapacity();
                send(camera, number);
            }
        }
        drain();
    }

    /**
     * Plays, and measures the middle part, in which the pipeline is always full.
     *
     * @param from number of the first picture
     * @param lead pictures of each camera before the clock starts, and after it stops
     * @param to number after the last picture
     * @return frames per second
     */
    double measure(int from, int lead, int to) throws InterruptedException {
        int measured = (to - from - 2 * lead) * cameras.size();
        progress.measure((long) lead * cameras.size(), measured);
        play(from, to);
        return measured * 1e9 / progress.measuredNanos();
    }

    /**
     * Sends pictures at a constant rate, for the latency.
     *
     * @param from number of the first picture
     * @param framesPerSecond rate of all cameras together
     * @param runUp time before events count
     * @param length time from then
     * @param patience longest additional time, until there are enough events
     * @return number after the last picture
     */
    int pace(int from, double framesPerSecond, Duration runUp, Duration length, Duration patience, int enough)
            throws InterruptedException {
        long interval = Math.round(1e9 / framesPerSecond);
        EventArrivals expected = requireArrivals();
        long began = System.nanoTime();
        long counted = began + runUp.toNanos();
        long due = began;
        int number = from;
        while (due - counted < length.toNanos()
                || (expected.latencies().count() < enough
                        && due - counted < length.plus(patience).toNanos())) {
            for (Camera camera : cameras.cameras()) {
                due += interval;
                await(due);
                if (due >= counted) {
                    expected.expect(camera.name(), number, due);
                }
                send(camera, number);
            }
            number++;
        }
        drain();
        expected.finish();
        return number;
    }

    private EventArrivals requireArrivals() {
        return Objects.requireNonNull(arrivals, "the pipeline is not started: call start first");
    }

    /** Times from the planned sending of a frame to the events that it caused. */
    Durations latencies() {
        return requireArrivals().latencies();
    }

    private void send(Camera camera, int number) {
        Producer<String, Frame> producer = producers.get(cameras.cameras().indexOf(camera) % producers.size());
        send(producer, topics.frames(), camera.name(), cameras.frame(camera, number));
        sent++;
        requireNoFailure();
    }

    private <V> void send(Producer<String, V> producer, Topic<String, V> topic, String key, V value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, failed) -> {
            if (failed != null) {
                refusal.compareAndSet(null, failed);
            }
        });
    }

    private void awaitCapacity() throws InterruptedException {
        await(
                "the pipeline accepts frames",
                () -> sent - progress.watched() < (long) FRAMES_IN_FLIGHT * cameras.size()
                        && progress.facesInFlight() < (long) FACES_IN_FLIGHT * cameras.size());
    }

    private void drain() throws InterruptedException {
        await("every frame has passed the pipeline", () -> progress.watched() >= sent && progress.facesInFlight() <= 0);
    }

    private void await(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        requireNoFailure();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            requireNoFailure();
            if (System.nanoTime() > deadline) {
                throw new BenchException("waited " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void requireNoFailure() {
        if (stop.isRaised()) {
            throw new CancellationException("the benchmark was stopped before its end");
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
