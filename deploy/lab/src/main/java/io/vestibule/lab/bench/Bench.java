package io.vestibule.lab.bench;

import io.vestibule.common.TemporaryFolder;
import io.vestibule.lab.bench.BenchReport.Latency;
import io.vestibule.lab.bench.BenchReport.StageMillis;
import io.vestibule.lab.bench.DirectCamera.Depth;
import io.vestibule.lab.bench.meter.BenchStatistics;
import io.vestibule.lab.bench.meter.PeakMemory;
import io.vestibule.lab.bench.meter.StageTimes;
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
import io.vestibule.topologies.recognise.RecogniseLimits;
import io.vestibule.topologies.recognise.RecogniseLimitsBuilder;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.recognise.RecogniseSettingsBuilder;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.zoo.PreparedModels;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Measures the throughput of the pipeline and of a bare loop over the same frames with the same models. They run in turns, so that
 * other load on the machine affects both. Then it measures the latency at {@value #LOAD} of the pipeline's throughput.
 *
 * <p>Both do the same work: every live face of sufficient quality is embedded and searched for. That includes visitors who were
 * identified just before, whom recognition would otherwise skip. Frames carry capture times at five frames per second and camera.
 * Periodic work in the cameras' time (heartbeats, stored backgrounds, audits) is therefore as frequent as with real cameras. Broker,
 * producers and consumer run in this process, on the same processors.
 */
public final class Bench {

    /** Share of the pipeline's throughput at which the latency is measured. */
    static final double LOAD = 0.6;

    /** Approximate length of a round of either. */
    private static final Duration ROUND = Duration.ofSeconds(2);

    /**
     * Pictures of each camera that the pipeline plays before and after the measured ones: as many as may wait in it. The bare loop
     * does not play them.
     */
    private static final int LEAD = BenchPipeline.FRAMES_IN_FLIGHT;

    /** Time before latencies count. */
    private static final Duration RUN_UP = Duration.ofSeconds(1);

    /**
     * Age of the first capture time. Nearly as long as faces and events are kept, so that the cameras' time does not overtake the
     * clock before 300,000 pictures of each camera.
     */
    private static final Duration AGO = Duration.ofHours(20);

    private static final String EMBEDDER = "mobilefacenet";

    private final BenchSettings settings;
    private final PreparedModels prepared;
    private final Consumer<String> messages;
    private final StopSignal stop;
    private final StageTimes stages = new StageTimes();

    /** @param messages receives a line at each step */
    public Bench(BenchSettings settings, PreparedModels prepared, Consumer<String> messages, StopSignal stop) {
        this.settings = settings;
        this.prepared = prepared;
        this.messages = messages;
        this.stop = stop;
    }

    /**
     * Measures. Returns when everything is closed again.
     *
     * @throws BenchException if there are no frames, or the pipeline does not process them
     * @throws CancellationException if it was stopped before its end
     */
    public BenchReport run() throws InterruptedException {
        try (Vision vision = Vision.open(prepared, settings.configuration().detection(), stages)) {
            requireNotStopped();
            messages.accept(settings.pictures().isPresent() ? "Reading pictures" : "Composing scenes");
            ZooPortraits portraits = new ZooPortraits(prepared, vision);
            List<FrameSequence> sequences = settings.pictures().isPresent()
                    ? new PictureFolder(vision).read(settings.pictures().get(), settings.mix())
                    : BenchScenes.compose(settings.mix(), portraits);
            BenchCameras cameras = BenchCameras.of(
                    sequences, settings.threads(), Instant.now().minus(AGO).truncatedTo(ChronoUnit.MILLIS));
            Embedder embedder =
                    Objects.requireNonNull(vision.embedders().get(EMBEDDER), EMBEDDER + " is part of every zoo");
            BenchGallery gallery = BenchGallery.enrol(portraits, vision, embedder);
            FaceSearch search = faceSearch(embedder, gallery);
            requireNotStopped();
            messages.accept("Starting a broker, watch and recognise");
            try (EmbeddedBroker broker = EmbeddedBroker.start();
                    TemporaryFolder state = TemporaryFolder.create("bench");
                    BareLoop bare = new BareLoop(
                            cameras, settings.threads(), () -> directCamera(vision, search, cameras), stages)) {
                Configuration configuration = configuration(broker, cameras);
                try (BenchPipeline pipeline = new BenchPipeline(configuration, cameras, stop)) {
                    pipeline.enrol(
                            gallery,
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
                    return measure(cameras, bare, pipeline);
                }
            }
        }
    }

    private void requireNotStopped() {
        if (stop.isRaised()) {
            throw new CancellationException("the benchmark was stopped before its end");
        }
    }

    private BenchReport measure(BenchCameras cameras, BareLoop bare, BenchPipeline pipeline)
            throws InterruptedException {
        messages.accept("Warming up");
        int number = warmUp(cameras, bare, pipeline);
        messages.accept("Measuring the bare loop and the pipeline in turns");
        List<Double> bareRounds = new ArrayList<>();
        List<Double> pipelineRounds = new ArrayList<>();
        long frames = 0;
        double seconds = 0;
        int stride = roundStride(cameras, bare, number);
        pipeline.play(number, number + cameras.stride());
        number += cameras.stride();
        while (seconds < settings.measured().toNanos() / 1e9) {
            bareRounds.add(bare.play(number + LEAD, number + LEAD + stride, true));
            pipelineRounds.add(pipeline.measure(number, LEAD, number + 2 * LEAD + stride));
            number += 2 * LEAD + stride;
            frames += (long) stride * cameras.size();
            seconds += stride * cameras.size() / pipelineRounds.get(pipelineRounds.size() - 1);
        }
        Optional<Double> throughput = BenchStatistics.median(pipelineRounds);
        messages.accept("Measuring the latency at %.0f %% of the pipeline's throughput".formatted(100 * LOAD));
        pipeline.pace(
                number,
                LOAD * throughput.orElseThrow(),
                RUN_UP,
                settings.measured(),
                settings.patience(),
                BenchSettings.WANTED_EVENTS);
        bare.allocation()
                .bytesPerFrame()
                .ifPresent(bytes -> messages.accept(
                        "In the bare loop a quiet frame allocates %.0f bytes of heap".formatted(bytes)));
        return report(frames, BenchStatistics.median(bareRounds), throughput, bare, pipeline);
    }

    /** Plays the opening, and more until the warm-up time is over. Both end at the same picture. Returns the number after it. */
    private int warmUp(BenchCameras cameras, BareLoop bare, BenchPipeline pipeline) throws InterruptedException {
        int number = cameras.opening();
        bare.play(0, number, false);
        pipeline.play(0, number);
        long end = System.nanoTime() + 2 * settings.warmUp().toNanos();
        while (System.nanoTime() < end) {
            bare.play(number, number + cameras.stride(), false);
            pipeline.play(number, number + cameras.stride());
            number += cameras.stride();
        }
        return number;
    }

    /** Pictures of each camera in a round: about the wanted time, and a multiple that gives each thread the same. */
    private int roundStride(BenchCameras cameras, BareLoop bare, int from) throws InterruptedException {
        double framesPerSecond = bare.play(from, from + cameras.stride(), false);
        Duration wanted = ROUND.compareTo(settings.measured()) < 0 ? ROUND : settings.measured();
        int step = cameras.stride() * settings.threads();
        double steps = wanted.toNanos() / 1e9 * framesPerSecond / cameras.size() / step;
        return step * (int) Math.max(1, Math.round(steps));
    }

    private DirectCamera directCamera(Vision vision, FaceSearch faceSearch, BenchCameras cameras) {
        return new DirectCamera(
                new FrameAnalyzer(
                        vision.decoder(),
                        vision.detector(),
                        vision.faceAligner(),
                        settings.configuration().watch().maximumFaces(),
                        stages),
                new Scene(settings.configuration().watch().scene(), new RegularisedCosineMeasure(), cameras.start()),
                settings.configuration().watch().maximumPixels(),
                faceSearch);
    }

    private FaceSearch faceSearch(Embedder embedder, BenchGallery gallery) {
        TemplateIndex index = new TemplateIndex(embedder.contract().dimension());
        gallery.templates().forEach((subject, unit) -> index.put(subject, List.of(unit), Long.MAX_VALUE));
        return new FaceSearch(
                embedder, index, settings.configuration().recognise().judging(), stages);
    }

    /** The user's configuration with another broker, other partitions and one route. No frame is shed and no face skipped. */
    private Configuration configuration(EmbeddedBroker broker, BenchCameras cameras) {
        Configuration given = settings.configuration();
        return new Configuration(
                given.kafka()
                        .with(Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "num.stream.threads",
                                String.valueOf(settings.threads()))),
                new TopicSettings(given.topics().names(), cameras.size(), 0),
                given.models(),
                given.run(),
                given.metrics(),
                given.detection(),
                given.watch().replaying(),
                everyFaceEmbedded(given.recognise()),
                RoutingSettings.DEFAULTS,
                given.teach(),
                given.enrol(),
                given.gate());
    }

    private static RecogniseSettings everyFaceEmbedded(RecogniseSettings given) {
        return RecogniseSettingsBuilder.builder(given.replaying())
                .lookEvery(Duration.ZERO)
                .lookAgain(Duration.ZERO)
                .votesOver(Duration.ZERO)
                .limits(RecogniseLimitsBuilder.builder(given.limits())
                        .embeddingsPerSecond(RecogniseLimits.MAX_EMBEDDINGS_PER_SECOND)
                        .build())
                .build();
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
