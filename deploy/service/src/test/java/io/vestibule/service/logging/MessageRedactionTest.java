package io.vestibule.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.vestibule.models.ModelException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class MessageRedactionTest {
    private final Exception withName = new IllegalStateException("subject anna has two keys");

    @Test
    void shouldShowOnlyClassAndLocationWhenTheMessageMayQuoteARecord() {
        assertThat(MessageRedaction.oneLine(withName))
                .startsWith("java.lang.IllegalStateException at io.vestibule.service.logging.MessageRedactionTest")
                .contains("MessageRedactionTest.java:")
                .doesNotContain("anna");
    }

    @Test
    void shouldShowTheMessageOfKafkaStreamsWithoutTheStackTraceInIt() {
        // Given
        Exception wrapped = new StreamsException(
                "Exception caught in process. taskId=0_1, topic=enrolments, partition=1, offset=7, stacktrace=java.lang."
                        + "IllegalStateException: subject anna has two keys\n\tat io.vestibule",
                withName);

        // When, Then
        assertThat(MessageRedaction.oneLine(wrapped))
                .startsWith(
                        "Exception caught in process. taskId=0_1, topic=enrolments, partition=1, offset=7 (java.lang.")
                .doesNotContain("anna")
                .hasLineCount(1);
    }

    @Test
    void shouldRedactAMessageOfKafkaThatRepeatsItsCause() {
        assertThat(MessageRedaction.oneLine(new StreamsException(withName)))
                .startsWith("java.lang.IllegalStateException at ")
                .doesNotContain("anna");
    }

    @Test
    void shouldShowMessagesOfKafkaAndOfModels() {
        assertThat(MessageRedaction.oneLine(
                        new TopicAuthorizationException("Not authorized to access topics: [faces]")))
                .startsWith("Not authorized to access topics: [faces] (org.apache.kafka.");
        assertThat(MessageRedaction.oneLine(new ModelException("mobilefacenet", "embed", "no memory")))
                .startsWith("mobilefacenet: embed: no memory (io.vestibule.models.ModelException at ");
    }

    @Test
    void shouldRedactMessagesInALoggedStackTraceAndKeepLocations() throws JoranException {
        // Given
        Exception failure = new StreamsException("Exception caught in process.", withName);
        failure.addSuppressed(new IllegalArgumentException("bert"));
        LoggerContext logback = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logback);
        configurator.doConfigure(KnownNoiseFilter.class.getResource("/logback.xml"));
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        var limited = (RateLimitedAppender) root.getAppender("limited");
        var appender = (ConsoleAppender<ILoggingEvent>) limited.getAppender("text");
        LoggingEvent event = new LoggingEvent("", root, Level.ERROR, "application failed", failure, null);

        // When
        String trace = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);

        // Then
        assertThat(trace)
                .contains("application failed")
                .contains("StreamsException: Exception caught in process.")
                .contains("Caused by: java.lang.IllegalStateException: (message redacted)")
                .contains("at io.vestibule.service.logging.MessageRedactionTest")
                .doesNotContain("anna", "bert");
    }
}
