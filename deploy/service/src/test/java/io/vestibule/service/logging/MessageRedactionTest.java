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
    private final Exception aboutAnna = new IllegalStateException("subject anna has two keys");

    @Test
    void shouldTellTheClassAndThePlaceOfWhatMayQuoteARecord() {
        assertThat(MessageRedaction.inOneLine(aboutAnna))
                .startsWith("java.lang.IllegalStateException at io.vestibule.service.logging.MessageRedactionTest")
                .contains("DiscretionTest.java:")
                .doesNotContain("anna");
    }

    @Test
    void shouldQuoteWhatKafkaStreamsSaysOfItsOwnAndNotTheTraceBehindIt() {
        // Given
        Exception wrapped = new StreamsException(
                "Exception caught in process. taskId=0_1, topic=enrolments, partition=1, offset=7, stacktrace=java.lang."
                        + "IllegalStateException: subject anna has two keys\n\tat io.vestibule",
                aboutAnna);

        // When, Then
        assertThat(MessageRedaction.inOneLine(wrapped))
                .startsWith(
                        "Exception caught in process. taskId=0_1, topic=enrolments, partition=1, offset=7 (java.lang.")
                .doesNotContain("anna")
                .hasLineCount(1);
    }

    @Test
    void shouldNotQuoteKafkaWhereItRepeatsWhatItWraps() {
        assertThat(MessageRedaction.inOneLine(new StreamsException(aboutAnna)))
                .startsWith("java.lang.IllegalStateException at ")
                .doesNotContain("anna");
    }

    @Test
    void shouldQuoteKafkaAndModels() {
        assertThat(MessageRedaction.inOneLine(
                        new TopicAuthorizationException("Not authorized to access topics: [faces]")))
                .startsWith("Not authorized to access topics: [faces] (org.apache.kafka.");
        assertThat(MessageRedaction.inOneLine(new ModelException("mobilefacenet", "embed", "no memory")))
                .startsWith("mobilefacenet: embed: no memory (io.vestibule.models.ModelException at ");
    }

    @Test
    void shouldLeaveTheWordsOutOfALoggedTraceAndKeepItsPlaces() throws JoranException {
        // Given
        Exception failure = new StreamsException("Exception caught in process.", aboutAnna);
        failure.addSuppressed(new IllegalArgumentException("bert"));
        LoggerContext logback = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logback);
        configurator.doConfigure(KnownNoiseFilter.class.getResource("/logback.xml"));
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
        LoggingEvent event = new LoggingEvent("", root, Level.ERROR, "an application died", failure, null);

        // When
        String trace = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);

        // Then
        assertThat(trace)
                .contains("an application died")
                .contains("StreamsException: Exception caught in process.")
                .contains("Caused by: java.lang.IllegalStateException: (words left out)")
                .contains("at io.vestibule.service.logging.MessageRedactionTest")
                .doesNotContain("anna", "bert");
    }
}
