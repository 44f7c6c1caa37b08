package io.vestibule.lab.demo;

import io.vestibule.common.TemporaryFolder;
import io.vestibule.lab.demo.live.DemoScreen;
import io.vestibule.lab.demo.report.DemoReport;
import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.ObservedVisit;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.KafkaSettings;
import io.vestibule.service.config.TopicSettings;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyFactory;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts a broker and all topologies, enrols the residents, plays the script, and compares the identity events with it.
 * Everything runs in this process, and only the report remains.
 */
public final class Demo {

    /** Time limit for each of: the start of the pipeline, the enrolment, and the work after the last frame. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(90);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration REDRAW_INTERVAL = Duration.ofMillis(250);

    private static final Set<Application> ALL = EnumSet.allOf(Application.class);

    /** Minimum distance between the last capture time and the clock. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(1);

    private final DemoSettings settings;
    private final PreparedModels prepared;
    private final DemoScreen screen;
    private final StopSignal stop;
    private final SceneScript script;
    private final Topics topics;
    private final DemoRouting routing;

    public Demo(DemoSettings settings, PreparedModels prepared, DemoScreen screen, StopSignal stop) {
        this.settings = settings;
        this.prepared = prepared;
        this.screen = screen;
        this.stop = stop;
        this.script = settings.script();
        this.topics = settings.configuration().topics().topics();
        this.routing = DemoRouting.of(prepared);
    }

    /**
     * Runs the demo, from the start of the broker to the report.
     *
     * @throws CancellationException if it is stopped before its end
     * @throws IllegalStateException if the pipeline fails or exceeds the time limit
     */
    public DemoSummary run() throws InterruptedException {
        Instant startedAt = Instant.now();
        screen.printStep("Starting a Kafka broker in this process and loading the models");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Vision vision = Vision.open(prepared, settings.configuration().detection(), StageListener.NONE);
                TemporaryFolder state = TemporaryFolder.create("demo")) {
            Configuration configuration = configuration(broker);
            Instant start = startedAt.minus(script.length()).minus(CLOCK_MARGIN).truncatedTo(ChronoUnit.MILLIS);
            WatchObservations watched = new WatchObservations(script, start);
            RoutingCounts routingCounts = new RoutingCounts();
            LiveDisplay display = new LiveDisplay(script, new IdentityEventFormatter(script, start, routing), screen);
            screen.printStep("Starting watch, recognise, teach and enrol");
            TopologyFactory wiring =
                    new TopologyFactory(configuration, prepared, vision, TopologyObservers.of(watched, routingCounts));
            try (Cluster cluster = connect(configuration);
                    RunningApplications pipeline = RunningApplications.start(ALL, wiring, configuration, state.path());
                    OutputCollector output = OutputCollector.start(cluster, topics, display::add)) {
                Runnable check = () -> {
                    pipeline.requireAlive();
                    output.requireAlive();
                };
                ZooPortraits portraits = new ZooPortraits(prepared, vision);
                enrol(portraits, embeddingSpaces(vision), cluster, output, check);
                List<SimulatedCamera> cameras = script.doors().stream()
                        .map(door -> SimulatedCamera.of(door, portraits, settings.seed()))
                        .toList();
                await("start of the pipeline", check, pipeline::areRunning);
                int sent = play(
                        cameras, watched, display, new ScriptPlayer(script, start, cluster, topics.frames()), check);
                ConsumerLag lag = new ConsumerLag(cluster);
                List<String> groups = ALL.stream()
                        .map(application -> application.id(configuration.run()))
                        .toList();
                await("processing of every frame", check, () -> watched.frameCount() >= sent - rejectedFrames(output));
                await("processing of every face", check, () -> lag.of(groups) == 0);
                output.finish();
                display.redraw(watched);
                screen.release();
                screen.printStep("Writing the report and closing the pipeline");
                return conclude(startedAt, start, portraits, cameras, sent, watched, routingCounts, output);
            }
        } finally {
            screen.release();
        }
    }

    /** Returns the user's configuration with the embedded broker and the demo's routing. */
    private Configuration configuration(EmbeddedBroker broker) {
        Configuration user = settings.configuration();
        return new Configuration(
                KafkaSettings.DEFAULTS.with(Map.of("bootstrap.servers", broker.bootstrapServers())),
                new TopicSettings(user.topics().names(), user.topics().partitions(), 0),
                user.models(),
                user.run(),
                user.metrics(),
                user.detection(),
                user.watch().replaying(),
                user.recognise().replaying(),
                routing.settings(),
                user.teach(),
                user.enrol(),
                user.gate());
    }

    /** Returns the number of embedding spaces: the teacher's, and one for each model with its own space. */
    private static int embeddingSpaces(Vision vision) {
        return 1
                + (int) vision.embedders().values().stream()
                        .filter(embedder -> embedder.contract().hasOwnSpace())
                        .count();
    }

    private static Cluster connect(Configuration configuration) {
        Cluster cluster = Cluster.connect(configuration.kafka());
        cluster.create(configuration.topics());
        return cluster;
    }

    /** Sends the photographs and waits until the gallery has each resident in every embedding contract. */
    private void enrol(ZooPortraits portraits, int contracts, Cluster cluster, OutputCollector output, Runnable check)
            throws InterruptedException {
        screen.printStep("Enrolling " + script.residents().size() + " residents");
        ResidentEnrolment.send(script.residents(), portraits, cluster, topics.enrolments());
        await("enrolment of the residents", check, () -> {
            Map<String, Long> templates = output.gallery().stream()
                    .collect(Collectors.groupingBy(GalleryKey::subject, Collectors.counting()));
            long complete = templates.values().stream()
                    .filter(count -> count == contracts)
                    .count();
            // A rejected resident counts too: the report shows them as missed.
            return complete + output.deadLetters().size() >= script.residents().size();
        });
    }

    private int play(
            List<SimulatedCamera> cameras,
            WatchObservations watched,
            LiveDisplay display,
            ScriptPlayer cameraFeed,
            Runnable check)
            throws InterruptedException {
        ScheduledExecutorService redrawing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "demo-screen");
            thread.setDaemon(true);
            return thread;
        });
        try {
            redrawing.scheduleAtFixedRate(
                    () -> display.redraw(watched), 0, REDRAW_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            return cameraFeed.play(cameras, settings.speed(), watched::frameCount, check, stop);
        } finally {
            redrawing.shutdown();
            redrawing.awaitTermination(1, TimeUnit.SECONDS);
            display.redraw(watched);
        }
    }

    private DemoSummary conclude(
            Instant startedAt,
            Instant start,
            ZooPortraits portraits,
            List<SimulatedCamera> cameras,
            int sent,
            WatchObservations watched,
            RoutingCounts routingCounts,
            OutputCollector output) {
        Map<String, BoundingBox> posters = new HashMap<>();
        cameras.forEach(camera ->
                camera.posterFace().ifPresent(box -> posters.put(camera.door().camera(), box)));
        ScriptComparison comparison =
                ScriptComparison.of(script, posters, ObservedVisit.of(output.events(), output.sightings(), start));
        Path page = settings.report().resolve("index.html").toAbsolutePath().normalize();
        DemoSummary summary = DemoSummary.of(
                sent,
                watched,
                comparison,
                output.softLabels().size(),
                output.deadLetters().size(),
                Duration.between(startedAt, Instant.now()).toMillis() / 1000.0,
                page);
        new DemoReport(new DemoResult(
                        settings,
                        start,
                        settings.hideFaces() ? withoutFaces(portraits) : cameras,
                        watched.doors(),
                        output.events(),
                        output.sightings(),
                        output.deadLetters(),
                        routingCounts.counts(),
                        routing,
                        comparison,
                        summary))
                .write(page);
        return summary;
    }

    private List<SimulatedCamera> withoutFaces(ZooPortraits portraits) {
        return script.doors().stream()
                .map(door -> SimulatedCamera.withoutFaces(door, portraits, settings.seed()))
                .toList();
    }

    private int rejectedFrames(OutputCollector output) {
        return (int) output.deadLetters().stream()
                .filter(deadLetter ->
                        deadLetter.getTopic().equals(topics.frames().name()))
                .count();
    }

    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws InterruptedException;
    }

    private void await(String what, Runnable check, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        do {
            if (stop.isRaised()) {
                throw new CancellationException("stopped before its end");
            }
            check.run();
            if (condition.isMet()) {
                return;
            }
            stop.await(POLL_INTERVAL);
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException(
                what + " did not finish within " + TIME_LIMIT.toSeconds() + " s; try a lower --speed");
    }
}
