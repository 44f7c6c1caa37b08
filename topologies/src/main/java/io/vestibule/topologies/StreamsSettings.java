package io.vestibule.topologies;

import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.errors.DeserializationFaultHandler;
import io.vestibule.topologies.errors.ProcessingFaultHandler;
import io.vestibule.topologies.errors.ProductionFaultHandler;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** What every topology asks of Kafka Streams, whoever runs it. */
public final class StreamsSettings {

    private static final long COMMIT_INTERVAL_MILLIS = 50;

    private StreamsSettings() {}

    /**
     * @param application "vestibule-watch" and the like: consumer group, and prefix of changelogs and transactions
     */
    public static Map<String, Object> of(String application, Topics topics) {
        return of(application, topics, DeadLetterObserver.NONE);
    }

    /**
     * @param application "vestibule-watch" and the like: consumer group, and prefix of changelogs and transactions
     * @param deadLetters hears of the dead letters of this application, of whatever part
     */
    public static Map<String, Object> of(String application, Topics topics, DeadLetterObserver deadLetters) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        // An identity event opens a door: neither lost nor repeated.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A face becomes an event by way of two topologies, and neither sees what the other has not committed: of
        // Kafka's 100 ms, twice half is lost on average. Measured, face to event, median: 77 ms with 50, 152 ms with
        // 100; a commit costs little (2 % of a watch thread's time at 100).
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        // A generated name would change with the topology and orphan its state.
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                topics.deadLetters().name());
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeserializationFaultHandler.class.getName());
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFaultHandler.class.getName());
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionFaultHandler.class.getName());
        settings.put(DeadLetterObserver.SETTING, GuardedObserver.of(DeadLetterObserver.class, deadLetters));
        return settings;
    }
}
