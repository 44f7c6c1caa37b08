package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.Vision;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.watch.FrameStore;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchSettings;
import io.vestibule.topologies.watch.WatchTopology;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a learnt background is available to the next instance that processes the camera. */
class WatchRestartIT {

    private static final String WATCH = "vestibule-watch";
    private static final String BACKGROUNDS = "watch-backgrounds";
    private static final String STANDBY = "num.standby.replicas: 1";
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int QUIET = 40;
    private static final List<String> DOORS =
            IntStream.range(0, 8).mapToObj(i -> "door-" + i).toList();

    private static Vision vision;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openModels() {
        vision = Vision.open(PreparedZoo.models());
    }

    @AfterAll
    static void closeModels() {
        vision.close();
    }

    @Test
    void shouldExitEarlyWithinASecondAfterAKillWithALostDisk() {
        try (TestSite site = new TestSite()) {
            // Given
            try (VestibuleProcess first = VestibuleProcess.start(site, folder.resolve("first"), "watch")) {
                publishEmptyFrames(site);
                awaitQuiet(site);
                first.kill();
            }

            // When
            // Another process without local state takes over.
            try (Watch second = Watch.start(site, folder.resolve("second"))) {
                publishEmptyFrames(site);

                // Then
                assertThat(DOORS).allSatisfy(door -> assertThat(second.timeToEarlyExit(door, QUIET))
                        .isLessThan(Duration.ofSeconds(1)));
            }
        }
    }

    @Test
    void shouldExitEarlyWithinASecondWhenAStandbyTakesOver() {
        try (TestSite site = new TestSite();
                Watch second = Watch.start(site, folder.resolve("second"))) {
            // Given
            // Two processes share the cameras, each with standby replicas of the other.
            try (VestibuleProcess first = VestibuleProcess.start(site, folder.resolve("first"), "watch", STANDBY)) {
                site.awaitMembers(WATCH, 2);
                publishEmptyFrames(site);
                awaitQuiet(site);
                second.awaitBackgrounds();
                List<String> others =
                        DOORS.stream().filter(door -> !second.hasAnalysed(door)).toList();

                // When
                first.kill();
                publishEmptyFrames(site);

                // Then
                assertThat(others).isNotEmpty().hasSizeLessThan(DOORS.size());
                assertThat(others).allSatisfy(door -> assertThat(second.timeToEarlyExit(door, QUIET))
                        .isLessThan(Duration.ofSeconds(1)));
            }
        }
    }

    private static void publishEmptyFrames(TestSite site) {
        List<byte[]> pictures = IntStream.range(0, 5)
                .mapToObj(i -> new DrawnScene(1))
                .map(DrawnScene::empty)
                .toList();
        for (int frame = 0; frame < QUIET; frame++) {
            for (String door : DOORS) {
                site.camera(door).publish(pictures.get(frame % pictures.size()));
            }
        }
    }

    private static void awaitQuiet(TestSite site) {
        site.await(site.topics().cameras(), statuses -> DOORS.stream().allMatch(door -> isQuiet(door, statuses)));
        site.awaitConsumed(WATCH, site.topics().frames());
    }

    private static boolean isQuiet(String door, List<CameraStatus> statuses) {
        return statuses.stream()
                .anyMatch(status -> status.getCamera().equals(door) && status.getState() == CameraState.QUIET);
    }

    /** The watch topology in this process, so that the result of each frame can be observed. */
    private static final class Watch implements AutoCloseable {

        private final KafkaStreams streams;
        private final List<Observation> observations = new CopyOnWriteArrayList<>();

        private Watch(TestSite site, Path folder) {
            Properties properties = new Properties();
            properties.putAll(StreamsSettings.of(WATCH, site.topics()));
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers());
            properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
            properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
            properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
            properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1000);
            WatchTopology topology = new WatchTopology(
                    site.topics(),
                    new FrameAnalyzer(
                            vision.decoder(),
                            vision.detector(),
                            vision.faceAligner(),
                            FrameAnalyzer.DEFAULT_MAXIMUM_FACES),
                    FrameStore.NONE,
                    WatchSettings.defaults().replaying(),
                    observations::add);
            streams = new KafkaStreams(topology.build(), properties);
        }

        static Watch start(TestSite site, Path folder) {
            Watch watch = new Watch(site, folder);
            watch.streams.start();
            return watch;
        }

        boolean hasAnalysed(String door) {
            return !of(door).isEmpty();
        }

        /** Waits until the backgrounds of all cameras are stored here, including those of standby partitions. */
        void awaitBackgrounds() {
            Awaitility.await().atMost(TIMEOUT).until(() -> {
                ReadOnlyKeyValueStore<String, BackgroundState> store =
                        streams.store(StoreQueryParameters.fromNameAndType(
                                        BACKGROUNDS, QueryableStoreTypes.<String, BackgroundState>keyValueStore())
                                .enableStaleStores());
                return DOORS.stream().allMatch(door -> store.get(door + "/VISIBLE") != null);
            });
        }

        /**
         * Camera time between the first analysed frame and the first early exit of a door.
         *
         * @param frames number of frames to wait for
         */
        Duration timeToEarlyExit(String door, int frames) {
            Awaitility.await().atMost(TIMEOUT).until(() -> of(door).size() >= frames);
            List<Observation> seen = of(door);
            Instant first = seen.get(0).capturedAt();
            return seen.stream()
                    .filter(Observation::earlyExit)
                    .findFirst()
                    .map(exit -> Duration.between(first, exit.capturedAt()))
                    .orElseThrow(() -> new AssertionError("no early exit in " + seen.size() + " frames"));
        }

        private List<Observation> of(String door) {
            return observations.stream()
                    .filter(seen -> seen.camera().equals(door))
                    .toList();
        }

        @Override
        public void close() {
            streams.close(Duration.ofSeconds(30));
        }
    }
}
