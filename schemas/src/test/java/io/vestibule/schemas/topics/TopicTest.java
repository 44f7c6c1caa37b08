package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.serdes.AvroSerde;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldConfigureDeletion() {
        assertThat(topic("frames", "f", 8, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1_000)
                        .config())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "3600000",
                        "segment.ms", "600000",
                        "message.timestamp.type", "LogAppendTime",
                        "max.message.bytes", "1000"));
    }

    @Test
    void shouldConfigureCompaction() {
        assertThat(topic("gallery", "g", 1, HOUR, CleanupPolicy.COMPACT, TimestampSource.PRODUCER, 1_000)
                        .config())
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact",
                        "delete.retention.ms", "3600000",
                        "max.compaction.lag.ms", "3600000",
                        "message.timestamp.type", "CreateTime",
                        "max.message.bytes", "1000"));
    }

    @Test
    void shouldCloseSegmentOnceADayWhenRetentionIsLong() {
        assertThat(topic(
                                "identities",
                                "i",
                                8,
                                Duration.ofDays(90),
                                CleanupPolicy.DELETE,
                                TimestampSource.PRODUCER,
                                1_000)
                        .config())
                .containsEntry("segment.ms", "86400000");
    }

    @Test
    void shouldUseKnownConfigurationKeysOnly() {
        // Given
        List<String> known = Stream.of(TopicConfig.class.getFields())
                .filter(field -> field.getName().endsWith("_CONFIG"))
                .map(TopicTest::value)
                .toList();

        // When
        Set<String> used = new HashSet<>();
        Topics.defaults().all().forEach(topic -> used.addAll(topic.config().keySet()));

        // Then
        assertThat(known).containsAll(used);
    }

    @Test
    void shouldChangeNameOnly() {
        // Given
        Topic<String, Frame> frames = Topics.defaults().frames();

        // When
        Topic<String, Frame> renamed = frames.withName("fleet.frames");

        // Then
        assertThat(renamed.name()).isEqualTo("fleet.frames");
        assertThat(renamed.withName(frames.name())).isEqualTo(frames);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "with space", "a/b", "\u00e9", "a\n"})
    void shouldRejectNameThatKafkaRejects(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topic("frames", name, 1, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1))
                .withMessage("topic frames: invalid name \"" + name
                        + "\"; use 1 to 249 letters, digits, dots, dashes and underscores");
    }

    @Test
    void shouldAcceptNamesOfUpTo249Characters() {
        assertThat(topic("frames", "x".repeat(249), 1, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1)
                        .name())
                .hasSize(249);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        topic("frames", "x".repeat(250), 1, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1));
    }

    @ParameterizedTest
    @MethodSource("invalidTopics")
    void shouldNameTopicWhenSettingIsInvalid(Runnable topic) {
        assertThatIllegalArgumentException().isThrownBy(topic::run).withMessageStartingWith("topic ");
    }

    static Stream<Runnable> invalidTopics() {
        return Stream.of(
                () -> topic("Frames", "f", 1, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1),
                () -> topic("", "f", 1, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1),
                () -> topic("frames", "f", 0, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 1),
                () -> topic("frames", "f", 1, Duration.ofSeconds(59), CleanupPolicy.DELETE, TimestampSource.BROKER, 1),
                () -> topic("frames", "f", 1, HOUR, CleanupPolicy.DELETE, TimestampSource.BROKER, 0));
    }

    private static Topic<String, Frame> topic(
            String role,
            String name,
            int partitions,
            Duration retention,
            CleanupPolicy cleanup,
            TimestampSource stamp,
            int bytes) {
        return new Topic<>(
                role, name, Serdes.String(), AvroSerde.of(Frame.class), partitions, retention, cleanup, stamp, bytes);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
