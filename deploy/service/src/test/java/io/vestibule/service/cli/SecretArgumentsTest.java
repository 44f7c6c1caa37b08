package io.vestibule.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretArgumentsTest {
    @Test
    void shouldRemoveTheRestOfASettingThatTheShellHasSplit() {
        // Given
        List<String> arguments = List.of("enrol", "--set", "kafka.sasl.jaas.config=Module", "password=S3CR3T");

        // When
        String safe = SecretArguments.removeFrom("password=S3CR3T: no such file or folder", arguments);

        // Then
        assertThat(safe).isEqualTo("(value): no such file or folder");
    }

    @Test
    void shouldKeepTheValueOfASettingThatIsNoPropertyOfKafka() {
        // Given
        List<String> arguments = List.of("run", "--set", "metrics.host=192.0.2.1");

        // When
        String safe = SecretArguments.removeFrom("metrics.host: 192.0.2.1 is not an address", arguments);

        // Then
        assertThat(safe).contains("192.0.2.1");
    }
}
