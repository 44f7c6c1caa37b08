package io.vestibule.lab.bench;

import io.vestibule.common.TemporaryFolder;
import io.vestibule.lab.bench.BenchReport.Latency;
import io.vestibule.lab.bench.BenchReport.StageMillis;
import io.vestibule.lab.bench.DirectCamera.Depth;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.RoutingSettings;
import io.vestibule.service.config.TopicSettings;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.TopologyFactory;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.zoo.PreparedModels;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Measures the pipeline beside a bare loop over the same frames with the same models, in turns, so that what else the
 * machine does hits both; then, at {@value #LOAD} of what the pipeline has managed, the latency.
 *
 * <p>Both do the same work: every living face that is clear enough is embedded and searched for, also of a visitor who was
 * named just now, which recognition would spare otherwise. Frames carry capture times five to a second and camera, so that
 * all that happens every so often in the cameras' time (heartbeats, backgrounds written, audits) happens as often as at a
 * door. Broker, producers and consumer run in this process, on the same processors.
 */
public final class Bench {

    /** Share of the pipeline's capacity at which the latency is measured. */
    static final double LOAD = 0.6;

    /** About how long a round is, of each of both. */
    private static final Duration ROUND = Duration.ofSeconds(2);

    /**
     * Pictures of each camera that the pipeline is played before and after those that it is measured with: as many as may
     * wait in it. The bare loop leaves them out.
     */
    private static final int LEAD = BenchPipeline.FRAMES_IN_FLIGHT;

    /** Before latencies count. */
    private static final Duration RUN_UP = Duration.ofSeconds(1);

    /**
     * Where capture times begin: nearly as far in the past as faces and events are kept, so that the cameras' time does not
     * overtake the clock before three hundred thousand pictures of each.
     */
    private static final Duration AGO = Duration.ofHours(20);

    private static final String EMBEDDER = "mobilefacenet";

    private final BenchSettings settings;
    private final PreparedModels prepared;
    private final Consumer<String> news;
    private final StopSignal stop;
    private final StageTimes stages = new StageTimes();

    /** @param news hears in a line each what is going on */
    public Bench(BenchSettings settings, PreparedModels prepared, Consumer<String> news, StopSignal stop) {
        this.settings = settings;
        this.prepared = prepared;
        this.news = news;
        this.stop = stop;
    }

    /**
     * Measures; returns when all is closed again.
     *
     * @throws BenchException if there are no frames, or the pipeline does not get through with them
     * @throws CancellationException if it was stopped before its end
     */
    public BenchReport run() throws InterruptedException {
        try (Vision vision = Vision.open(prepared, settings.configuration().detection(), stages)) {
            requireWanted();
            news.accept(settings.pictures().isPresent() ? "Reading the pictures" : "Composing the scenes");
            ZooPortraits album = new ZooPortraits(prepared, vision);
            List<FrameSequence> reels = settings.pictures().isPresent()
                    ? new PictureFolder(vision).read(settings.pictures().get(), settings.mix())
                    : BenchScenes.compose(settings.mix(), album);
            BenchCameras fleet = BenchCameras.of(
                    reels, settings.threads(), Instant.now().minus(AGO).truncatedTo(ChronoUnit.MILLIS));
            Embedder embedder = vision.embedders().get(EMBEDDER);
            BenchGallery residents = BenchGallery.enrol(album, vision, embedder);
            requireWanted();
            news.accept("Starting a broker, watch and recognise");
            try (EmbeddedBroker broker = EmbeddedBroker.start();
                    TemporaryFolder state = TemporaryFolder.create("bench");
                    BareLoop bare = new BareLoop(
                            fleet, settings.threads(), () -> lookout(vision, embedder, residents, fleet), stages)) {
                Configuration configuration = configuration(broker, fleet);
                try (BenchPipeline pipeline = new BenchPipeline(configuration, fleet, stop)) {
                    pipeline.enrol(
                            residents,
                            embedder.contract().id(),
                            embedder.contract().dimension());
                    pipeline.start(
                            new TopologyFactory(
                                    configuration,
                                    prepared,
                                    vision,
                                    TopologyObservers.of(pipeline.progress(), pipeline.progress())),
                            configuration,
                            state.path(),
                            settings.threads());
                    return measure(fleet, bare, pipeline);
                }
            }
        }
    }

    private void requireWanted() {
        if (stop.isRaised()) {
            throw new CancellationException("stopped before its end");
        }
    }

    private BenchReport measure(BenchCameras fleet, BareLoop bare, BenchPipeline pipeline) throws InterruptedException {
        news.accept("Warming up");
        int number = warmUp(fleet, bare, pipeline);
        news.accept("Measuring the bare loop and the pipeline, in turns");
        List<Double> bareRounds = new ArrayList<>();
        List<Double> pipelineRounds = new ArrayList<>();
        long frames = 0;
        double seconds = 0;
        int stride = roundStride(fleet, bare, number);
        pipeline.play(number, number + fleet.stride());
        number += fleet.stride();
        while (seconds < settings.measured().toNanos() / 1e9) {
            bareRounds.add(bare.play(number + LEAD, number + LEAD + stride, true));
            pipelineRounds.add(pipeline.measure(number, LEAD, number + 2 * LEAD + stride));
            number += 2 * LEAD + stride;
            frames += (long) stride * fleet.size();
            seconds += stride * fleet.size() / pipelineRounds.get(pipelineRounds.size() - 1);
        }
        Optional<Double> capacity = BenchStatistics.median(pipelineRounds);
        news.accept("Measuring the latency at %.0f %% of the pipeline's capacity".formatted(100 * LOAD));
        pipeline.pace(
                number,
                LOAD * capacity.orElseThrow(),
                RUN_UP,
                settings.measured(),
                settings.patience(),
                BenchSettings.WANTED_EVENTS);
        bare.allocation()
                .bytesPerFrame()
                .ifPresent(bytes ->
                        news.accept("In the bare loop a quiet frame allocates %.0f bytes of heap".formatted(bytes)));
        return report(frames, BenchStatistics.median(bareRounds), capacity, bare, pipeline);
    }

    /** Plays the opening and goes on until it has taken long enough. Both end at the same picture. */
    private int warmUp(BenchCameras fleet, BareLoop bare, BenchPipeline pipeline) throws InterruptedException {
        int number = fleet.opening();
        bare.play(0, number, false);
        pipeline.play(0, number);
        long end = System.nanoTime() + 2 * settings.warmUp().toNanos();
        while (System.nanoTime() < end) {
            bare.play(number, number + fleet.stride(), false);
            pipeline.play(number, number + fleet.stride());
            number += fleet.stride();
        }
        return number;
    }

    /** Pictures of each camera in a round: about the wanted time, and for each thread the same. */
    private int roundStride(BenchCameras fleet, BareLoop bare, int from) throws InterruptedException {
        double framesPerSecond = bare.play(from, from + fleet.stride(), false);
        Duration wanted = ROUND.compareTo(settings.measured()) < 0 ? ROUND : settings.measured();
        int step = fleet.stride() * settings.threads();
        double steps = wanted.toNanos() / 1e9 * framesPerSecond / fleet.size() / step;
        return step * (int) Math.max(1, Math.round(steps));
    }

    private DirectCamera lookout(Vision vision, Embedder embedder, BenchGallery residents, BenchCameras fleet) {
        TemplateIndex gallery = new TemplateIndex(embedder.contract().dimension());
        residents.templates().forEach((subject, unit) -> gallery.put(subject, List.of(unit), Long.MAX_VALUE));
        return new DirectCamera(
                vision,
                embedder,
                gallery,
                settings.configuration().recognise().judging(),
                settings.configuration().watch().maximumPixels(),
                new Scene(settings.configuration().watch().scene(), new RegularisedCosineMeasure(), fleet.start()),
                stages);
    }

    /** The user's, but for the broker, the partitions, the one route, and that no frame is shed and no face spared. */
    private Configuration configuration(EmbeddedBroker broker, BenchCameras fleet) {
        Configuration given = settings.configuration();
        RecogniseSettings recognise = given.recognise();
        return new Configuration(
                given.kafka()
                        .with(Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "num.stream.threads",
                                String.valueOf(settings.threads()))),
                new TopicSettings(given.topics().names(), fleet.size(), 0),
                given.models(),
                given.run(),
                given.metrics(),
                given.detection(),
                given.watch().replaying(),
                new RecogniseSettings(
                        recognise.arriveSightings(),
                        recognise.judging(),
                        recognise.confirmFrames(),
                        recognise.window(),
                        recognise.share(),
                        recognise.strictness(),
                        recognise.margin(),
                        recognise.thresholds(),
                        Duration.ZERO,
                        recognise.unknownAfter(),
                        recognise.absenceTimeout(),
                        recognise.cooldown(),
                        recognise.silence()),
                RoutingSettings.DEFAULTS,
                given.teach(),
                given.enrol(),
                given.gate());
    }

    private BenchReport report(
            long frames,
            Optional<Double> bareFps,
            Optional<Double> pipelineFps,
            BareLoop bare,
            BenchPipeline pipeline) {
        Optional<Double> quiet = bare.times(Depth.QUIET).millis(50);
        Optional<Double> detected = bare.times(Depth.RECOGNISED).millis(50);
        Map<String, StageMillis> stageMillis = new LinkedHashMap<>();
        stages.byName().forEach((name, times) -> stageMillis.put(name, StageMillis.of(times)));
        OptionalDouble heap = pipeline.progress().allocation().bytesPerFrame();
        OptionalLong peak = PeakMemory.bytes();
        return new BenchReport(
                frames,
                settings.threads(),
                settings.mix().title(),
                bareFps.map(fps -> BenchStatistics.rounded(fps, 1)).orElse(null),
                pipelineFps.map(fps -> BenchStatistics.rounded(fps, 1)).orElse(null),
                BenchStatistics.ratio(pipelineFps, bareFps).orElse(null),
                quiet.orElse(null),
                detected.orElse(null),
                BenchStatistics.ratio(quiet, detected).orElse(null),
                Latency.of(pipeline.latencies()),
                stageMillis,
                heap.isPresent() ? Math.round(heap.getAsDouble()) : null,
                peak.isPresent() ? peak.getAsLong() : null);
    }
}
