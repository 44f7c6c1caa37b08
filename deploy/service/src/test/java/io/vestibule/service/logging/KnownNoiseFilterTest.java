package io.vestibule.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With messages of Kafka. */
class KnownNoiseFilterTest {
    private static final String APPLICATION =
            "clientId=vestibule-watch-0d4f4a43-ff0e-4c42-9d5c-0c1b1d2f0f6a-StreamThread-1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[AdminClient clientId=adminclient-1] Connection to node -1 (localhost/127.0.0.1:1) could not be established."
                        + " Node may not be available.",
                "[Consumer clientId=consumer-null-1, groupId=null] Connection to node -1 (localhost/127.0.0.1:1) could not be"
                        + " established. Node may not be available.",
                "[Producer clientId=producer-12] Got error produce response with correlation id 5 on topic-partition"
                        + " intercom.frames.v1-0, retrying (2147483646 attempts left). Error: NOT_LEADER_OR_FOLLOWER",
                "Performing controller activation. The metadata log appears to be empty."
            })
    void shouldDropMessagesOfShortCommandsAndOfAStartingBroker(String message) {
        assertThat(decide(message)).isEqualTo(FilterReply.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Consumer " + APPLICATION + "-consumer, groupId=vestibule-watch] Connection to node -1"
                        + " (localhost/127.0.0.1:9092) could not be established. Node may not be available.",
                "[Consumer " + APPLICATION
                        + "-consumer, groupId=vestibule-watch] Bootstrap broker localhost:9092 (id: -1"
                        + " rack: null isFenced: false) disconnected",
                "[AdminClient clientId=vestibule-watch-0d4f4a43-ff0e-4c42-9d5c-0c1b1d2f0f6a-admin] Connection to node 1"
                        + " (localhost/127.0.0.1:9092) could not be established. Node may not be available.",
                "[AdminClient clientId=adminclient-2] Connection to node 1 (localhost/127.0.0.1:9092) could not be"
                        + " established. Node may not be available.",
                "[TransactionCoordinator id=1] Connection to node 1 (localhost/127.0.0.1:9092) could not be established. Node"
                        + " may not be available."
            })
    void shouldDropFailedConnectionsOfTopologiesBecauseTheyReportAnOutageOnce(String message) {
        assertThat(decide(message)).isEqualTo(FilterReply.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Producer " + APPLICATION
                        + "-producer, transactionalId=vestibule-watch-1] Got error produce response with"
                        + " correlation id 5 on topic-partition intercom.faces.v1-0, retrying. Error: NOT_LEADER_OR_FOLLOWER",
                "[Producer clientId=producer-1] Connection to node 1 (localhost/127.0.0.1:9092) could not be established."
            })
    void shouldKeepMessagesAboutAnOutage(String message) {
        assertThat(decide(message)).isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply decide(String message) {
        LoggerContext context = new LoggerContext();
        return new KnownNoiseFilter()
                .decide(new LoggingEvent("", context.getLogger("org.apache.kafka"), Level.WARN, message, null, null));
    }
}
