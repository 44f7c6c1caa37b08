package io.vestibule.lab.demo;

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
import io.vestibule.service.process.TemporaryDirectory;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyFactory;
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
 * Starts a broker and all topologies, enrols the residents, plays the script to the cameras, and judges what came out. All
 * in this process; nothing is left behind but the report.
 */
public final class Demo {

    /** Longest that the pipeline may take for its start, for the residents, and for what is left after the last frame. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration REDRAW = Duration.ofMillis(250);

    private static final Set<Application> ALL = EnumSet.allOf(Application.class);

    /** Between the last capture time and the clock. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final DemoSettings settings;
    private final PreparedModels prepared;
    private final DemoScreen screen;
    private final StopSignal stop;
    private final SceneScript script;
    private final Topics topics;
    private final DemoRouting wanted;

    public Demo(DemoSettings settings, PreparedModels prepared, DemoScreen screen, StopSignal stop) {
        this.settings = settings;
        this.prepared = prepared;
        this.screen = screen;
        this.stop = stop;
        this.script = settings.script();
        this.topics = settings.configuration().topics().topics();
        this.wanted = DemoRouting.of(prepared);
    }

    /**
     * Runs it, from a cold broker to the report.
     *
     * @throws CancellationException if it was stopped before its end
     * @throws IllegalStateException if the pipeline fails, or is not through with its work in time
     */
    public DemoSummary run() throws InterruptedException {
        Instant began = Instant.now();
        screen.say("Starting a Kafka broker in this process, and loading the models");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Vision vision = Vision.open(prepared, settings.configuration().detection(), StageListener.NONE);
                TemporaryDirectory state = TemporaryDirectory.make("demo")) {
            Configuration configuration = configuration(broker);
            Instant start = began.minus(script.length()).minus(SLACK).truncatedTo(ChronoUnit.MILLIS);
            WatchObservations watched = new WatchObservations(script, start);
            RoutingCounts routes = new RoutingCounts();
            LiveDisplay feed = new LiveDisplay(script, new IdentityEventFormatter(script, start, wanted), screen);
            screen.say("Starting watch, recognise, teach and enrol");
            TopologyFactory wiring = new TopologyFactory(configuration, prepared, vision, watched, routes);
            try (Cluster cluster = connect(configuration);
                    RunningApplications pipeline = RunningApplications.start(ALL, wiring, configuration, state.path());
                    OutputCollector harvest = OutputCollector.start(cluster, topics, feed::add)) {
                Runnable check = () -> {
                    pipeline.requireAlive();
                    harvest.requireAlive();
                };
                ZooPortraits album = new ZooPortraits(prepared, vision);
                enrol(album, spaces(vision), cluster, harvest, check);
                List<SimulatedCamera> cameras = script.doors().stream()
                        .map(door -> SimulatedCamera.of(door, album, settings.seed()))
                        .toList();
                await("the pipeline runs", check, pipeline::areRunning);
                int sent =
                        play(cameras, watched, feed, new ScriptPlayer(script, start, cluster, topics.frames()), check);
                ConsumerLag backlog = new ConsumerLag(cluster);
                List<String> groups =
                        ALL.stream().map(one -> one.id(configuration.run())).toList();
                await("every frame is seen", check, () -> watched.frames() >= sent - refused(harvest));
                await("every face is judged", check, () -> backlog.of(groups) == 0);
                harvest.finish();
                feed.redraw(watched);
                screen.leave();
                screen.say("Writing the report, and closing all that was started");
                return conclude(began, start, album, cameras, sent, watched, routes, harvest);
            }
        } finally {
            screen.leave();
        }
    }

    /** The user's, but for the broker, which is ours, and the routes. */
    private Configuration configuration(EmbeddedBroker broker) {
        Configuration given = settings.configuration();
        return new Configuration(
                KafkaSettings.DEFAULTS.with(Map.of("bootstrap.servers", broker.bootstrapServers())),
                new TopicSettings(given.topics().names(), given.topics().partitions(), 0),
                given.models(),
                given.run(),
                given.metrics(),
                given.detection(),
                given.watch().replaying(),
                given.recognise(),
                wanted.settings(),
                given.teach(),
                given.enrol(),
                given.gate());
    }

    /** The teacher's templates, and those of each model that shares nobody's space. */
    private static int spaces(Vision vision) {
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

    /** Hands in the photographs and waits until the gallery has each of them in every embedding contract. */
    private void enrol(ZooPortraits album, int contracts, Cluster cluster, OutputCollector harvest, Runnable check)
            throws InterruptedException {
        screen.say("Enrolling " + script.residents().size() + " residents");
        ResidentEnrolment.send(script.residents(), album, cluster, topics.enrolments());
        await("the residents are in the gallery", check, () -> {
            Map<String, Long> templates = harvest.gallery().stream()
                    .collect(Collectors.groupingBy(GalleryKey::subject, Collectors.counting()));
            long complete = templates.values().stream()
                    .filter(count -> count == contracts)
                    .count();
            // Whoever is refused will be missed at the door, and the report says so.
            return complete + harvest.deadLetters().size() >= script.residents().size();
        });
    }

    private int play(
            List<SimulatedCamera> cameras,
            WatchObservations watched,
            LiveDisplay feed,
            ScriptPlayer cameraFeed,
            Runnable check)
            throws InterruptedException {
        ScheduledExecutorService redrawing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "demo-screen");
            thread.setDaemon(true);
            return thread;
        });
        try {
            redrawing.scheduleAtFixedRate(() -> feed.redraw(watched), 0, REDRAW.toMillis(), TimeUnit.MILLISECONDS);
            return cameraFeed.play(cameras, settings.speed(), watched::frames, check, stop);
        } finally {
            redrawing.shutdown();
            redrawing.awaitTermination(1, TimeUnit.SECONDS);
            feed.redraw(watched);
        }
    }

    private DemoSummary conclude(
            Instant began,
            Instant start,
            ZooPortraits album,
            List<SimulatedCamera> cameras,
            int sent,
            WatchObservations watched,
            RoutingCounts routes,
            OutputCollector harvest) {
        Map<String, BoundingBox> posters = new HashMap<>();
        cameras.forEach(camera ->
                camera.posterFace().ifPresent(box -> posters.put(camera.door().camera(), box)));
        ScriptComparison judgement =
                ScriptComparison.of(script, posters, ObservedVisit.of(harvest.events(), harvest.sightings(), start));
        Path page = settings.report().resolve("index.html").toAbsolutePath().normalize();
        DemoSummary summary = DemoSummary.of(
                sent,
                watched,
                judgement,
                harvest.softLabels().size(),
                harvest.deadLetters().size(),
                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                page);
        new DemoReport(new DemoResult(
                        settings,
                        start,
                        settings.hideFaces() ? withoutFaces(album) : cameras,
                        watched.doors(),
                        harvest.events(),
                        harvest.sightings(),
                        harvest.deadLetters(),
                        routes.counts(),
                        wanted,
                        judgement,
                        summary))
                .write(page);
        return summary;
    }

    private List<SimulatedCamera> withoutFaces(ZooPortraits album) {
        return script.doors().stream()
                .map(door -> SimulatedCamera.withoutFaces(door, album, settings.seed()))
                .toList();
    }

    private int refused(OutputCollector harvest) {
        return (int) harvest.deadLetters().stream()
                .filter(letter -> letter.getTopic().equals(topics.frames().name()))
                .count();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(String what, Runnable check, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (stop.isRaised()) {
                throw new CancellationException("stopped before its end");
            }
            check.run();
            if (condition.holds()) {
                return;
            }
            stop.await(GLANCE);
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s, but not yet: " + what);
    }
}
