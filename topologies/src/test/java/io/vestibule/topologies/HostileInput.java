package io.vestibule.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Box;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.io.CaptureTimes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topology that is fed with values which no well-behaved producer sends, within the limits of a broker. Every
 * result must be acceptable for a producer and a broker. The values depend on a seed and on the
 * time of the start only.
 */
public final class HostileInput implements AutoCloseable {

    /** Largest record that a producer accepts by default, minus the header of its batch. */
    private static final int MAXIMUM_BYTES = 1024 * 1024 - 100;

    private static final int STEP_SECONDS = 2;
    private static final int STEP_RECORDS = 20;

    private final Random random;
    private final TopologyTestDriver driver;

    /** Starts at the time of this machine, because the sources of topologies compare with its clock. */
    private Instant now = Instant.now();

    private int sent;
    private int results;

    /** @param seed of all values */
    public HostileInput(long seed, Topology topology, Path folder) {
        random = new Random(seed);
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of("hostile", Topics.defaults()));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        // The test driver loses what a handler sends in a transaction.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology, properties, now);
    }

    /** The wall clock. */
    public Instant now() {
        return now;
    }

    /** Number of results of all kinds, so that a test can assert that there were any. */
    public int results() {
        checkResults();
        return results;
    }

    public boolean chance(double share) {
        return random.nextDouble() < share;
    }

    public int number(int bound) {
        return random.nextInt(bound);
    }

    /** Mostly the present; otherwise any time that a record can contain. */
    public Instant time() {
        return chance(0.6)
                ? now.minusMillis(number(3_000))
                : pick(List.of(
                        now.plusMillis(1),
                        now.plusSeconds(59),
                        now.plus(CaptureTimes.MAXIMUM_TOLERANCE),
                        now.plus(CaptureTimes.MAXIMUM_TOLERANCE).plusMillis(1),
                        now.plus(Duration.ofMinutes(61)),
                        now.plus(Duration.ofDays(365)),
                        now.minus(Duration.ofHours(2)),
                        now.minus(Duration.ofDays(300)),
                        Instant.EPOCH,
                        Instant.EPOCH.plus(Duration.ofDays(20)),
                        Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS),
                        Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS)));
    }

    /** Any text that a record can contain. */
    public String text() {
        return pick(List.of(
                "",
                "t" + number(50),
                "x".repeat(128),
                "x".repeat(256),
                "x".repeat(400),
                "x".repeat(300_000),
                "\u001b[31m\nforged",
                "\u00e9\u0000\ud83d\ude00",
                "../../etc/passwd",
                "a|b"));
    }

    public float value() {
        return pick(List.of(0f, 1f, 120f, -1f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY));
    }

    public ByteBuffer bytes() {
        return ByteBuffer.allocate(pick(List.of(0, 1, 100, 62_208, 1_000_000, 3_000_000)));
    }

    public <T> T pick(List<T> values) {
        return values.get(number(values.size()));
    }

    /** A face that is usually acceptable, with some fields that are not. */
    public FaceSighting sighting(String camera, byte[] aligned) {
        return FaceSighting.newBuilder()
                .setCamera(chance(0.05) ? text() : camera)
                .setOrigin(new Origin(
                        chance(0.05) ? text() : "frames",
                        number(8),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong(),
                        time()))
                .setSpectrum(pick(List.of(Spectrum.values())))
                .setTrack(chance(0.1) ? text() : "t" + number(20))
                .setBox(chance(0.1) ? new Box(value(), value(), value(), value()) : new Box(10f, 10f, 90f, 90f))
                .setPoints(Collections.nCopies(chance(0.05) ? 50_000 : 5, new Point(value(), value())))
                .setScore(chance(0.1) ? value() : 0.9f)
                .setQuality(
                        chance(0.1)
                                ? new Quality(value(), value(), value(), value(), value(), value())
                                : new Quality(120f, 90f, 0.5f, 0f, 0f, 0f))
                .setAlignment(chance(0.05) ? text() : "arcface-112+16")
                .setFace(chance(0.05) ? bytes() : ByteBuffer.wrap(aligned))
                .setDetections(Collections.nCopies(
                        pick(List.of(0, 1, 1_000, 1_001, 40_000)), new DetectedBox(new Box(0f, 0f, 1f, 1f), value())))
                .setFeatures(chance(0.2) ? features() : null)
                .build();
    }

    private Features features() {
        int channels = pick(List.of(0, 64, 512, Integer.MAX_VALUE));
        return new Features(chance(0.2) ? text() : "stem", channels, 16, 32, ByteBuffer.allocate(512 * 1024));
    }

    public CameraTick tick(String camera) {
        return new CameraTick(chance(0.1) ? text() : camera, time());
    }

    /** Sends a record with any key and any timestamp that a broker accepts, or bytes that are no record. */
    public void send(Topic<String, ? extends SpecificRecord> topic, String key, @Nullable SpecificRecord value) {
        String anyKey = chance(0.05) ? text() : key;
        if (chance(0.05)) {
            byte[] garbage = new byte[number(2_000)];
            random.nextBytes(garbage);
            send(topic.name(), new ByteArraySerializer(), anyKey, garbage);
        } else {
            @SuppressWarnings("unchecked") // the caller passes values of the topic
            Serializer<SpecificRecord> serializer =
                    (Serializer<SpecificRecord>) topic.value().serializer();
            send(topic.name(), serializer, anyKey, chance(0.05) ? null : value);
        }
    }

    private <V> void send(String topic, Serializer<V> serializer, String key, @Nullable V value) {
        TestInputTopic<String, V> input = driver.createInputTopic(topic, new StringSerializer(), serializer);
        input.pipeInput(new TestRecord<>(key, value, recordTime()));
        sent++;
        if (sent % STEP_RECORDS == 0) {
            checkResults();
            now = now.plusSeconds(STEP_SECONDS);
            driver.advanceWallClockTime(Duration.ofSeconds(STEP_SECONDS));
        }
    }

    /** A broker accepts timestamps of up to an hour ahead, and any time in the past. */
    private Instant recordTime() {
        return pick(
                List.of(now, now, now.plus(Duration.ofMinutes(59)), now.minus(Duration.ofDays(100)), Instant.EPOCH));
    }

    private void checkResults() {
        for (String topic : driver.producedTopicNames()) {
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(result -> check(topic, result));
        }
    }

    private void check(String topic, TestRecord<byte[], byte[]> result) {
        results++;
        Function<byte @Nullable [], Integer> size = bytes -> bytes == null ? 0 : bytes.length;
        if (result.getRecordTime() != null) { // otherwise the producer dates the record by its clock
            assertThat(result.getRecordTime())
                    .as("time of a record for %s", topic)
                    .isBeforeOrEqualTo(now.plus(CaptureTimes.MAXIMUM_TOLERANCE));
        }
        assertThat(size.apply(result.key()) + size.apply(result.value()))
                .as("bytes of a record for %s", topic)
                .isLessThan(MAXIMUM_BYTES);
        assertThat(result.headers()).as("headers of a record for %s", topic).isEmpty();
        if (topic.equals(Topics.defaults().deadLetters().name())) {
            assertThat(result.key()).as("key of a dead letter").isNull();
            assertThat(result.value()).as("dead letter").hasSizeLessThan(1_000);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
