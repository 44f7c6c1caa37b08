package io.vestibule.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ConfigurationSources;
import io.vestibule.topologies.errors.DeadLetterObserver;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningApplicationsTest {
    @TempDir
    Path directory;

    @Test
    void shouldPollFewRecordsSoThatAStopIsQuick() {
        assertThat(maximumPollRecords(Map.of())).isEqualTo("50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max.poll.records", "consumer.max.poll.records", "main.consumer.max.poll.records"})
    void shouldPollAsManyRecordsAsConfigured(String name) {
        assertThat(maximumPollRecords(Map.of("kafka." + name, "7"))).isEqualTo("7");
    }

    private String maximumPollRecords(Map<String, String> flags) {
        Configuration configuration =
                Configuration.load(new ConfigurationSources(Optional.empty(), directory, Map.of(), flags));
        StreamsConfig config = new StreamsConfig(
                RunningApplications.properties(Application.WATCH, configuration, directory, DeadLetterObserver.NONE));
        return String.valueOf(
                config.getMainConsumerConfigs("group", "client", 0).get("max.poll.records"));
    }
}
