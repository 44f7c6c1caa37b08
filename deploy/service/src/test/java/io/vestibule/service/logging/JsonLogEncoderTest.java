package io.vestibule.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLogEncoderTest {
    @Test
    void shouldWriteOneObjectPerLineWithARedactedFailure() throws Exception {
        // Given
        LoggerContext context = new LoggerContext();
        JsonLogEncoder encoder = new JsonLogEncoder();
        encoder.setContext(context);
        encoder.start();
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("io.vestibule.service"),
                Level.ERROR,
                "first\nsecond",
                new IllegalStateException("subject anna has two keys"),
                null);
        event.setInstant(Instant.parse("2026-06-01T12:00:00.250Z"));
        event.setKeyValuePairs(List.of(new KeyValuePair("application", "watch")));

        // When
        String line = new String(encoder.encode(event), java.nio.charset.StandardCharsets.UTF_8);

        // Then
        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(line).endsWith("\n").hasLineCount(1).doesNotContain("anna");
        assertThat(json.get("time").asText()).isEqualTo("2026-06-01T12:00:00.250Z");
        assertThat(json.get("message").asText()).isEqualTo("first\nsecond");
        assertThat(json.get("application").asText()).isEqualTo("watch");
        assertThat(json.get("failure").asText()).contains("IllegalStateException: (message redacted)");
    }
}
