package io.vestibule.lab.scenes;

import io.vestibule.models.Vision;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.watch.FrameStore;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchSettings;
import io.vestibule.topologies.watch.WatchTopology;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** Runs the watch topology with the real models on a scene, without a broker, at five frames per second. */
final class WatchDriver implements AutoCloseable {

    private static final String CAMERA = "door";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration FRAME = Duration.ofMillis(200);

    private final Topics topics = Topics.defaults();
    private final TestScene scene;
    private final boolean statesSpectrum;
    private final TopologyTestDriver driver;
    private final List<Observation> observations = new ArrayList<>();
    private final List<CameraStatus> statuses = new ArrayList<>();
    private final List<FaceSighting> sightings = new ArrayList<>();
    private long sequence;

    /** @param statesSpectrum whether the frames state their spectrum */
    WatchDriver(TestScene scene, boolean statesSpectrum, Vision vision, Path state) {
        this.scene = scene;
        this.statesSpectrum = statesSpectrum;
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of("watch", topics));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        WatchTopology topology = new WatchTopology(
                topics,
                new FrameAnalyzer(
                        vision.decoder(), vision.detector(), vision.faceAligner(), FrameAnalyzer.DEFAULT_MAXIMUM_FACES),
                FrameStore.NONE,
                WatchSettings.defaults(),
                observations::add);
        driver = new TopologyTestDriver(topology.build(), properties, START);
    }

    /** Sends the frames up to a number of seconds after the start. */
    WatchDriver until(double seconds) {
        while (sequence * FRAME.toMillis() < 1000 * seconds) {
            Duration time = FRAME.multipliedBy(sequence);
            Instant at = START.plus(time);
            Frame frame = Frame.newBuilder()
                    .setCamera(CAMERA)
                    .setSequence(sequence++)
                    .setCapturedAt(at)
                    .setEncoding(Encoding.JPEG)
                    .setSpectrum(statesSpectrum && scene.isDark(time) ? Spectrum.INFRARED : Spectrum.VISIBLE)
                    .setImage(ByteBuffer.wrap(scene.frame(time)))
                    .build();
            Topic<String, Frame> frames = topics.frames();
            driver.createInputTopic(
                            frames.name(),
                            frames.key().serializer(),
                            frames.value().serializer())
                    .pipeInput(CAMERA, frame, at);
            driver.advanceWallClockTime(FRAME);
        }
        statuses.addAll(read(topics.cameras()));
        read(topics.faces()).stream()
                .filter(FaceSighting.class::isInstance)
                .map(FaceSighting.class::cast)
                .forEach(sightings::add);
        return this;
    }

    private <V> List<V> read(Topic<String, V> topic) {
        return driver.createOutputTopic(
                        topic.name(), topic.key().deserializer(), topic.value().deserializer())
                .readValuesToList();
    }

    /** Returns the states that the camera entered, oldest first. */
    List<CameraState> states() {
        List<CameraState> states = new ArrayList<>();
        for (CameraStatus status : statuses) {
            if (states.isEmpty() || states.get(states.size() - 1) != status.getState()) {
                states.add(status.getState());
            }
        }
        return states;
    }

    /** Returns the seconds after the start at which a state was last entered. */
    double entered(CameraState state) {
        return statuses.stream()
                .filter(status -> status.getState() == state)
                .mapToDouble(
                        status -> Duration.between(START, status.getSince()).toMillis() / 1000.0)
                .max()
                .orElseThrow(() -> new AssertionError("never " + state + ", but " + states()));
    }

    /** Returns the share of frames between two times with an early exit. */
    double earlyExits(double from, double to) {
        List<Observation> between = between(from, to);
        return between.stream().filter(Observation::earlyExit).count() / (double) between.size();
    }

    /** Returns the share of frames between two times with a live face. */
    double faces(double from, double to) {
        List<Observation> between = between(from, to);
        return between.stream().filter(observation -> observation.faces() > 0).count() / (double) between.size();
    }

    List<FaceSighting> sightings(double from, double to) {
        return sightings.stream()
                .filter(sighting -> isBetween(sighting.getOrigin().getCapturedAt(), from, to))
                .toList();
    }

    private List<Observation> between(double from, double to) {
        return observations.stream()
                .filter(observation -> isBetween(observation.capturedAt(), from, to))
                .toList();
    }

    private static boolean isBetween(Instant at, double from, double to) {
        double seconds = Duration.between(START, at).toMillis() / 1000.0;
        return seconds >= from && seconds < to;
    }

    /** Returns, for failure messages, the state, largest distance, threshold, early exits and faces of each second. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n");
        for (int second = 0; second * 5 < observations.size(); second++) {
            Observation observation = observations.get(second * 5);
            text.append("%3d s  %-8s peak %.3f  threshold %.3f  early %.1f  faces %.1f%n"
                    .formatted(
                            second,
                            observation.state(),
                            observation.distances().map(map -> map.peak()).orElse(0f),
                            observation.threshold(),
                            earlyExits(second, second + 1),
                            faces(second, second + 1)));
        }
        return text.toString();
    }

    @Override
    public void close() {
        driver.close();
    }
}
