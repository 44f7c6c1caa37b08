package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    private final KafkaSettings settings = KafkaSettings.DEFAULTS.with(Map.of(
            "security.protocol", "SSL",
            "client.id", "everyone",
            "producer.client.id", "writer",
            "consumer.fetch.max.bytes", "1000",
            "num.stream.threads", "4",
            "my.interceptor.key", "mine"));

    @Test
    void shouldPassGeneralAndProducerPropertiesToAProducer() {
        assertThat(settings.forProducer())
                .containsOnly(
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("client.id", "writer"),
                        Map.entry("my.interceptor.key", "mine"));
    }

    @Test
    void shouldPassGeneralAndConsumerPropertiesToAConsumer() {
        assertThat(settings.forConsumer())
                .containsEntry("fetch.max.bytes", "1000")
                .containsEntry("client.id", "everyone")
                .doesNotContainKeys("num.stream.threads", "producer.client.id");
    }

    @Test
    void shouldLetTheUserExtendTheAdminTimeouts() {
        // Given
        KafkaSettings patient = settings.with(Map.of("admin.default.api.timeout.ms", "60000"));

        // When, Then
        assertThat(settings.forAdmin()).containsEntry("default.api.timeout.ms", "10000");
        assertThat(patient.forAdmin()).containsEntry("default.api.timeout.ms", "60000");
    }

    @Test
    void shouldPassAllPropertiesWithTheirPrefixesToKafkaStreams() {
        assertThat(settings.forStreams())
                .containsEntry("producer.client.id", "writer")
                .containsEntry("num.stream.threads", "4");
    }

    @Test
    void shouldOmitValuesInToStringBecauseTheyMayBePasswords() {
        // Given
        KafkaSettings secret = settings.with(Map.of("ssl.key.password", "sesame"));

        // When, Then
        assertThat(secret.toString()).contains("ssl.key.password").doesNotContain("sesame");
    }

    @Test
    void shouldRefuseEmptyBootstrapServers() {
        assertThatThrownBy(() -> settings.with(Map.of("bootstrap.servers", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrap.servers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "processing.guarantee",
                "consumer.isolation.level",
                "main.consumer.isolation.level",
                "producer.acks",
                "enable.idempotence",
                "production.exception.handler",
                "default.deserialization.exception.handler",
                "processing.exception.handler",
                "application.id",
                "group.id",
                "consumer.auto.offset.reset",
                "producer.partitioner.class",
                "default.value.serde",
                "state.dir",
                "topic.cleanup.policy"
            })
    void shouldRefuseAPropertyOnWhichTheTopologiesDepend(String property) {
        assertThatThrownBy(() -> settings.with(Map.of(property, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(Pattern.quote(property) + " cannot be set: .+");
    }

    @Test
    void shouldRefuseEveryHandlerOfKafkaStreams() {
        // When
        List<String> handlers = StreamsConfig.configDef().names().stream()
                .filter(name -> name.endsWith("exception.handler"))
                .toList();

        // Then
        assertThat(handlers).isNotEmpty().allSatisfy(name -> assertThat(KafkaSettings.reasonToRefuse(name))
                .isPresent());
    }

    @Test
    void shouldNameThePropertiesThatNoClientKnows() {
        assertThat(settings.unknownNames()).containsExactly("my.interceptor.key");
    }

    @Test
    void shouldRemoveValuesAndTheirPartsFromAMessage() {
        // Given
        KafkaSettings secret = settings.with(Map.of(
                "sasl.jaas.config", "org.example.Module required username=\"door\" password=\"S3CR3T\";",
                "ssl.truststore.password", "sesame"));

        // When
        String safe = secret.withoutValues("localhost:9092: unexpected token S3CR3T after sesame");

        // Then
        assertThat(safe).isEqualTo("localhost:9092: unexpected token (value) after (value)");
    }
}
