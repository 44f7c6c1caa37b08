package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.schemas.Spectrum;
import io.vestibule.service.config.ModelSettings.Profile;
import io.vestibule.topologies.recognise.ConfiguredThreshold;
import io.vestibule.topologies.recognise.Route;
import io.vestibule.topologies.recognise.RoutingTable;
import io.vestibule.topologies.recognise.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    Path directory;

    @Test
    void shouldUseDefaultsWhenNoSourceSetsAKey() {
        // When
        Configuration configuration = Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES));

        // Then
        assertThat(configuration).isEqualTo(Configuration.DEFAULTS);
    }

    @Test
    void shouldUseDefaultsForKeysThatTheFileDoesNotSet() throws IOException {
        // Given
        vestibuleYaml("""
                topics:
                  partitions: 32
                  names:
                    soft-labels: lab.labels
                models: {profile: production}
                """);

        // When
        Configuration configuration = Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES));

        // Then
        assertThat(configuration.topics().topics().frames().partitions()).isEqualTo(32);
        assertThat(configuration.topics().topics().softLabels().name()).isEqualTo("lab.labels");
        assertThat(configuration.topics().topics().frames().name()).isEqualTo("intercom.frames.v1");
        assertThat(configuration.models().profile()).isEqualTo(Profile.PRODUCTION);
    }

    @Test
    void shouldPreferVariableWhenFileSetsTheSameKey() throws IOException {
        // Given
        vestibuleYaml("topics.partitions: 2");

        // When
        Configuration configuration =
                Configuration.load(ConfigurationSources.of(directory, Map.of("VESTIBULE_TOPICS_PARTITIONS", "3")));

        // Then
        assertThat(configuration.topics().partitions()).isEqualTo(3);
    }

    @Test
    void shouldPreferOptionWhenFileAndVariableSetTheSameKey() throws IOException {
        // Given
        vestibuleYaml("topics.partitions: 2");
        ConfigurationSources sources = new ConfigurationSources(
                Optional.empty(),
                directory,
                Map.of("VESTIBULE_TOPICS_PARTITIONS", "3"),
                Map.of("topics.partitions", "4"));

        // When
        Configuration configuration = Configuration.load(sources);

        // Then
        assertThat(configuration.topics().partitions()).isEqualTo(4);
    }

    @Test
    void shouldReadTheFileOfTheOptionWhenTheVariableNamesAnother() throws IOException {
        // Given
        Files.writeString(directory.resolve("option.yaml"), "topics.partitions: 5");
        Files.writeString(directory.resolve("variable.yaml"), "topics.partitions: 6");
        vestibuleYaml("topics.partitions: 7");
        Map<String, String> environment = Map.of("VESTIBULE_CONFIG", "variable.yaml");

        // When
        Configuration byOption = Configuration.load(
                new ConfigurationSources(Optional.of(Path.of("option.yaml")), directory, environment, NO_VARIABLES));
        Configuration byVariable = Configuration.load(ConfigurationSources.of(directory, environment));

        // Then
        assertThat(byOption.topics().partitions()).isEqualTo(5);
        assertThat(byVariable.topics().partitions()).isEqualTo(6);
    }

    @Test
    void shouldUseDefaultsWhenTheFileHasEmptyValues() throws IOException {
        // Given
        vestibuleYaml("# nothing yet\ntopics:\n  partitions:\n");

        // When
        Configuration configuration = Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES));

        // Then
        assertThat(configuration).isEqualTo(Configuration.DEFAULTS);
    }

    @Test
    void shouldNameFileLineAndSimilarKeyWhenAKeyIsMisspelled() throws IOException {
        // Given
        vestibuleYaml("topics:\n  replicas: 1\n  partitons: 8\n");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(
                        "vestibule.yaml:3: unknown key \"topics.partitons\"; did you mean \"topics.partitions\"?");
    }

    @Test
    void shouldListTheKeysOfTheSectionWhenNoKeyIsSimilar() throws IOException {
        // Given
        vestibuleYaml("topics:\n  retention: 1\n");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vestibule.yaml:2: unknown key \"topics.retention\"")
                .hasMessageContaining("keys of topics are names, partitions, replicas");
    }

    @Test
    void shouldSuggestTheSimilarVariableWhenAVariableIsUnknown() {
        assertThatThrownBy(() -> Configuration.load(
                        ConfigurationSources.of(directory, Map.of("VESTIBULE_TOPIC_PARTITIONS", "8"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "unknown environment variable VESTIBULE_TOPIC_PARTITIONS; did you mean VESTIBULE_TOPICS_PARTITIONS?");
    }

    @Test
    void shouldNameTheKeyWhenAnOptionSetsAnUnknownOne() {
        // Given
        ConfigurationSources sources =
                new ConfigurationSources(Optional.empty(), directory, NO_VARIABLES, Map.of("zoo.cache", "/tmp"));

        // When, Then
        assertThatThrownBy(() -> Configuration.load(sources))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--set: unknown key \"zoo.cache\"")
                .hasMessageContaining("sections are detection, enrol, gate, kafka, metrics, models");
    }

    @Test
    void shouldRefuseAKeyThatIsSetTwice() throws IOException {
        // Given
        vestibuleYaml("topics.partitions: 2\ntopics:\n  partitions: 3\n");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vestibule.yaml:3: the key \"topics.partitions\" is set twice");
    }

    @Test
    void shouldNameFileAndLineWhenAValueIsInvalid() throws IOException {
        // Given
        vestibuleYaml("topics:\n  partitions: many\n");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vestibule.yaml:2: topics.partitions: \"many\" is not a whole number");
    }

    @Test
    void shouldNameTheSectionWhenAValueIsOutOfRange() {
        assertThatThrownBy(() -> Configuration.load(
                        ConfigurationSources.of(directory, Map.of("VESTIBULE_TOPICS_PARTITIONS", "0"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("topics: partitions must be 1 to 10000, not 0");
    }

    @Test
    void shouldNameFileAndLineWhenTheFileIsNotYaml() throws IOException {
        // Given
        vestibuleYaml("topics:\n  partitions: [1\nmodels: {}\n");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vestibule.yaml:3: ");
    }

    @Test
    void shouldFailWhenTheNamedFileIsMissing() {
        assertThatThrownBy(() -> Configuration.load(
                        ConfigurationSources.of(directory, Map.of("VESTIBULE_CONFIG", "absent.yaml"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("absent.yaml: no such file");
    }

    @Test
    void shouldPassKafkaPropertiesOfEverySourceUnchanged() throws IOException {
        // Given
        vestibuleYaml("""
                kafka:
                  security.protocol: SASL_SSL
                  ssl:
                    truststore.location: /etc/trust.jks
                """);
        ConfigurationSources sources = new ConfigurationSources(
                Optional.empty(),
                directory,
                Map.of("VESTIBULE_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"),
                Map.of("kafka.bootstrap.servers", "kafka-1:9093"));

        // When
        KafkaSettings kafka = Configuration.load(sources).kafka();

        // Then
        assertThat(kafka.properties())
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("ssl.truststore.location", "/etc/trust.jks"),
                        Map.entry("sasl.mechanism", "SCRAM-SHA-512"),
                        Map.entry("bootstrap.servers", "kafka-1:9093"));
    }

    @Test
    void shouldNameTheSourceOfARefusedKafkaProperty() throws IOException {
        // Given
        vestibuleYaml("kafka:\n  security.protocol: SSL\n  processing.guarantee: at_least_once\n");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vestibule.yaml:3: kafka.processing.guarantee cannot be set: ");
    }

    @Test
    void shouldReadTheSettingsOfTheTopologies() throws IOException {
        // Given
        vestibuleYaml("""
                watch:
                  heartbeat: 500ms
                recognise:
                  judging: {minimum-size: 60}
                  thresholds:
                    mobilefacenet: {cosine: 0.5, false-match-rate: 0.0001}
                routing:
                  groups:
                    towers: [tower-1-lobby, "tower-2-*"]
                  routes:
                    - {group: towers, spectrum: infrared, face-from: 80, embedder: dlib-resnet}
                    - {embedder: mobilefacenet}
                """);

        // When
        Configuration configuration =
                Configuration.load(ConfigurationSources.of(directory, Map.of("VESTIBULE_TEACH_SHARE", "0.5")));

        // Then
        assertThat(configuration.watch().heartbeat()).isEqualTo(Duration.ofMillis(500));
        assertThat(configuration.recognise().judging().minimumSize()).isEqualTo(60);
        assertThat(configuration.recognise().judging().maximumYaw())
                .isEqualTo(Configuration.DEFAULTS.recognise().judging().maximumYaw());
        assertThat(configuration.recognise().thresholds())
                .containsExactly(Map.entry("mobilefacenet", new ConfiguredThreshold(0.5f, 0.0001)));
        assertThat(configuration.teach().share()).isEqualTo(0.5);
        assertThat(configuration.routing().table())
                .isEqualTo(new RoutingTable(List.of(
                        new Route("towers", Spectrum.INFRARED, ValueRange.from(80), ValueRange.ANY, "dlib-resnet"),
                        Route.otherwise("mobilefacenet"))));
        assertThat(configuration.routing().cameraGroups().contains("towers", "tower-2-garage"))
                .isTrue();
    }

    @Test
    void shouldRefuseARoutingTableThatDoesNotMatchAllFaces() throws IOException {
        // Given
        vestibuleYaml("routing.routes: [{spectrum: visible, embedder: mobilefacenet}]");

        // When, Then
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.of(directory, NO_VARIABLES)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("routing: the last route must match each face");
    }

    private void vestibuleYaml(String content) throws IOException {
        Files.writeString(directory.resolve("vestibule.yaml"), content);
    }
}
