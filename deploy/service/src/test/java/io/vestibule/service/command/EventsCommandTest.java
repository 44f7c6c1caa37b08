package io.vestibule.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.CommandRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
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
            producer.send(new ProducerRecord<>(topic.name(), "door-1", arrived("door-1")));
            producer.send(new ProducerRecord<>(topic.name(), "door-1", identified("door-1")));
            producer.send(new ProducerRecord<>(topic.name(), "door-2", arrived("door-2")));
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

    private CommandRun events(String... flags) {
        String[] arguments = Stream.concat(Stream.of("events", "-b", BROKER.bootstrapServers()), Stream.of(flags))
                .toArray(String[]::new);
        return CommandRun.of(directory, arguments);
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
