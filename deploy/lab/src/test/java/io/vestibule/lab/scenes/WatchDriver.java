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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** The watch, with its models, at a camera before a stage; without a broker. Five frames a second. */
final class WatchDriver implements AutoCloseable {

    private static final String DOOR = "door";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration FRAME = Duration.ofMillis(200);

    private final Topics topics = Topics.defaults();
    private final TestScene stage;
    private final boolean tellsSpectrum;
    private final TopologyTestDriver driver;
    private final List<Observation> observations = new ArrayList<>();
    private final List<CameraStatus> statuses = new ArrayList<>();
    private final List<FaceSighting> sightings = new ArrayList<>();
    private long sequence;

    /** @param tellsSpectrum whether its frames say in what light they were taken */
    WatchDriver(TestScene stage, boolean tellsSpectrum, Vision vision, Path state) {
        this.stage = stage;
        this.tellsSpectrum = tellsSpectrum;
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of("watch", topics));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        WatchTopology topology = new WatchTopology(
                topics,
                vision.decoder(),
                vision.detector(),
                vision.faceAligner(),
                FrameStore.NONE,
                WatchSettings.defaults(),
                observations::add);
        driver = new TopologyTestDriver(topology.build(), properties, START);
    }

    /** Lets time go on to so many seconds after the beginning. */
    WatchDriver until(double seconds) {
        while (sequence * FRAME.toMillis() < 1000 * seconds) {
            Duration time = FRAME.multipliedBy(sequence);
            Instant at = START.plus(time);
            Frame frame = Frame.newBuilder()
                    .setCamera(DOOR)
                    .setSequence(sequence++)
                    .setCapturedAt(at)
                    .setEncoding(Encoding.JPEG)
                    .setSpectrum(tellsSpectrum && stage.isDark(time) ? Spectrum.INFRARED : Spectrum.VISIBLE)
                    .setImage(ByteBuffer.wrap(stage.frame(time)))
                    .build();
            Topic<String, Frame> frames = topics.frames();
            driver.createInputTopic(
                            frames.name(),
                            frames.key().serializer(),
                            frames.value().serializer())
                    .pipeInput(DOOR, frame, at);
            driver.advanceWallClockTime(FRAME);
        }
        statuses.addAll(read(topics.cameras()));
        sightings.addAll(read(topics.faces()));
        return this;
    }

    private <V> List<V> read(Topic<String, V> topic) {
        return driver.createOutputTopic(
                        topic.name(), topic.key().deserializer(), topic.value().deserializer())
                .readValuesToList();
    }

    /** The states that the camera has entered, oldest first. */
    List<CameraState> states() {
        List<CameraState> states = new ArrayList<>();
        for (CameraStatus status : statuses) {
            if (states.isEmpty() || states.get(states.size() - 1) != status.getState()) {
                states.add(status.getState());
            }
        }
        return states;
    }

    /** Seconds after the beginning at which a state was last entered. */
    double entered(CameraState state) {
        return statuses.stream()
                .filter(status -> status.getState() == state)
                .mapToDouble(
                        status -> Duration.between(START, status.getSince()).toMillis() / 1000.0)
                .max()
                .orElseThrow(() -> new AssertionError("never " + state + ", but " + states()));
    }

    /** Share of the frames between these seconds that left the detector early. */
    double earlyExits(double from, double to) {
        List<Observation> between = between(from, to);
        return between.stream().filter(Observation::earlyExit).count() / (double) between.size();
    }

    /** Share of the frames between these seconds in which there was a living face. */
    double faces(double from, double to) {
        List<Observation> between = between(from, to);
        return between.stream().filter(seen -> seen.faces() > 0).count() / (double) between.size();
    }

    List<FaceSighting> sightings(double from, double to) {
        return sightings.stream()
                .filter(sighting -> isBetween(sighting.getOrigin().getCapturedAt(), from, to))
                .toList();
    }

    private List<Observation> between(double from, double to) {
        return observations.stream()
                .filter(seen -> isBetween(seen.capturedAt(), from, to))
                .toList();
    }

    private static boolean isBetween(Instant at, double from, double to) {
        double seconds = Duration.between(START, at).toMillis() / 1000.0;
        return seconds >= from && seconds < to;
    }

    /** What happened, for messages: each second's state, largest distance, threshold, early exits and faces. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n");
        for (int second = 0; second * 5 < observations.size(); second++) {
            Observation seen = observations.get(second * 5);
            text.append("%3d s  %-8s peak %.3f  threshold %.3f  early %.1f  faces %.1f%n"
                    .formatted(
                            second,
                            seen.state(),
                            seen.distances().map(map -> map.peak()).orElse(0f),
                            seen.threshold(),
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
