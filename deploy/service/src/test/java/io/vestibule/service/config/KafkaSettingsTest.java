package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private final KafkaSettings settings = KafkaSettings.DEFAULTS.with(Map.of(
            "security.protocol", "SSL",
            "client.id", "everyone",
            "producer.client.id", "writer",
            "consumer.fetch.max.bytes", "1000",
            "num.stream.threads", "4",
            "my.interceptor.key", "mine"));

    @Test
    void shouldGiveAProducerThePlainAndItsOwnProperties() {
        assertThat(settings.forProducer())
                .containsOnly(
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("client.id", "writer"),
                        Map.entry("my.interceptor.key", "mine"));
    }

    @Test
    void shouldGiveAConsumerThePlainAndItsOwnProperties() {
        assertThat(settings.forConsumer())
                .containsEntry("fetch.max.bytes", "1000")
                .containsEntry("client.id", "everyone")
                .doesNotContainKeys("num.stream.threads", "producer.client.id");
    }

    @Test
    void shouldLetTheUserBeMorePatientThanAnAdminClientOfACommandLineIs() {
        // Given
        KafkaSettings patient = settings.with(Map.of("admin.default.api.timeout.ms", "60000"));

        // When, Then
        assertThat(settings.forAdmin()).containsEntry("default.api.timeout.ms", "10000");
        assertThat(patient.forAdmin()).containsEntry("default.api.timeout.ms", "60000");
    }

    @Test
    void shouldGiveKafkaStreamsEverythingWithItsPrefix() {
        assertThat(settings.forStreams())
                .containsEntry("producer.client.id", "writer")
                .containsEntry("num.stream.threads", "4");
    }

    @Test
    void shouldNotShowValuesWhenPrintedBecauseTheyMayBePasswords() {
        // Given
        KafkaSettings secret = settings.with(Map.of("ssl.key.password", "sesame"));

        // When, Then
        assertThat(secret.toString()).contains("ssl.key.password").doesNotContain("sesame");
    }

    @Test
    void shouldRefuseToHaveNoBroker() {
        assertThatThrownBy(() -> settings.with(Map.of("bootstrap.servers", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrap.servers");
    }
}
