package io.vestibule.service.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.CommandRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@Timeout(60)
class EventsCommandTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00.000250Z");

    @TempDir
    Path directory;

    @BeforeAll
    static void publishEvents() {
        var topic = Topics.defaults().identities();
        try (Cluster cluster = BROKER.connect();
                var producer = cluster.producer(topic, Map.of());
                var raw = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(event(topic, arrived("door-1")));
            producer.send(event(topic, identified("door-1")));
            producer.send(event(topic, arrived("door-2")));
            raw.send(new ProducerRecord<>(topic.name(), "junk".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2}));
        }
    }

    @Test
    void shouldPrintOneJsonObjectPerLineWithAllFieldsOfTheSchema() throws Exception {
        // When
        CommandRun run = events("--json", "--camera", "door-1");

        // Then
        assertThat(run.exitCode()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode event = JsonMapper.builder().build().readTree(lines.get(1));
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(IdentityEvent.getClassSchema().getFields().stream()
                        .map(field -> field.name())
                        .toList());
        assertThat(event.get("kind").asText()).isEqualTo("IDENTIFIED");
        assertThat(event.get("at").asText()).isEqualTo("2026-06-01T12:00:00.000250Z");
        assertThat(event.get("runnerUp").isNull()).isTrue();
        assertThat(event.get("evidence").get(0).get("offset").asLong()).isEqualTo(42);
    }

    @Test
    void shouldPrintOneLinePerEventAndEndAfterTheLastOne() {
        // When
        CommandRun run = events("--camera", "door-1");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(2).anySatisfy(line -> assertThat(line)
                .contains("door-1", "IDENTIFIED", "anna", "score 0.71, threshold 0.46", "3 of 4 votes"));
    }

    @Test
    void shouldReportARecordThatIsNotAnEventAndContinue() {
        // When
        CommandRun run = events();

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.err()).contains("record intercom.identities.v1-").contains("is not an identity event");
    }

    @Test
    void shouldPrintTimesWithTheirOffset() {
        // When
        CommandRun run = events("--camera", "door-2");

        // Then
        assertThat(run.out().split(" ")[0]).satisfies(time -> assertThat(OffsetDateTime.parse(time))
                .isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC)));
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                arguments(List.of("--subject", "anna"), 1),
                arguments(List.of("--kind", "arrived"), 2),
                arguments(List.of("--kind", "arrived", "--kind", "identified"), 3),
                arguments(List.of("--max", "2"), 2),
                arguments(List.of("--since", "2026-06-01T12:00:00Z"), 3),
                arguments(List.of("--since", "2026-06-01T12:00:01+00:00"), 0),
                arguments(List.of("--since", "999999d"), 3));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void shouldPrintSelectedEventsOnly(List<String> options, int count) {
        // When
        CommandRun run = events(options.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(count);
    }

    @Test
    void shouldEscapeControlCharactersOfNames() {
        // Given
        Topic<String, IdentityEvent> topic = Topics.defaults().identities().withName("forged.identities");
        String forged = "bob\u001b[31m\nFAKE LINE identified ceo";
        CommandRun.of(
                directory,
                "topics",
                "create",
                "-b",
                BROKER.bootstrapServers(),
                "--set",
                "topics.names.identities=forged.identities");
        IdentityEvent event = IdentityEvent.newBuilder(identified("door-9"))
                .setSubject(forged)
                .build();
        try (Cluster cluster = BROKER.connect();
                var producer = cluster.producer(topic, Map.of())) {
            producer.send(new ProducerRecord<>(topic.name(), "door-9", event));
        }

        // When
        CommandRun run = events("--set", "topics.names.identities=forged.identities");

        // Then
        assertThat(run.out()).contains("bob\\u001b[31m\\u000aFAKE").doesNotContain("\u001b");
        assertThat(run.out().lines()).hasSize(1);
    }

    private CommandRun events(String... flags) {
        String[] arguments = Stream.concat(Stream.of("events", "-b", BROKER.bootstrapServers()), Stream.of(flags))
                .toArray(String[]::new);
        return CommandRun.of(directory, arguments);
    }

    /** A record with the time of its event, as recognise writes it. */
    private static ProducerRecord<String, IdentityEvent> event(
            Topic<String, IdentityEvent> topic, IdentityEvent event) {
        return new ProducerRecord<>(topic.name(), null, event.getAt().toEpochMilli(), event.getCamera(), event);
    }

    private static IdentityEvent arrived(String camera) {
        return event(camera, EventKind.ARRIVED, 0).build();
    }

    private static IdentityEvent identified(String camera) {
        return event(camera, EventKind.IDENTIFIED, 1)
                .setSubject("anna")
                .setScore(0.71f)
                .setThreshold(0.46f)
                .setFalseMatchRate(1e-4)
                .setVotes(3)
                .setSightings(4)
                .setModel("mobilefacenet@0123456789ab")
                .build();
    }

    private static IdentityEvent.Builder event(String camera, EventKind kind, int ordinal) {
        return IdentityEvent.newBuilder()
                .setId(camera + "/1/0/0/" + kind + "/" + ordinal)
                .setVisit(camera + "/1/0/0")
                .setKind(kind)
                .setOrdinal(ordinal)
                .setCamera(camera)
                .setAt(NOON)
                .setEmittedAt(NOON)
                .setFirstSeen(NOON)
                .setLastSeen(NOON)
                .setEvidence(List.of(new Origin("intercom.frames.v1", 3, 42L, 1L, 7L, NOON)));
    }
}
