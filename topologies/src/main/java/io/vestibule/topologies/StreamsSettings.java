package io.vestibule.topologies;

import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.errors.DeserializationFaultHandler;
import io.vestibule.topologies.errors.ProcessingFaultHandler;
import io.vestibule.topologies.errors.ProductionFaultHandler;
import io.vestibule.topologies.errors.RefusedResults;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that every topology requires. */
public final class StreamsSettings {

    private static final long COMMIT_INTERVAL_MILLIS = 50;

    /** The file lies beside the folder that Kafka Streams creates for the application, and may delete. */
    private static final String REFUSED_RESULTS_SUFFIX = ".refused-results";

    private StreamsSettings() {}

    /**
     * Returns the settings without an observer of dead letters and without a state folder.
     *
     * @param application application id such as "vestibule-watch": consumer group and prefix of changelogs and transactions
     */
    public static Map<String, Object> of(String application, Topics topics) {
        return of(application, topics, DeadLetterObserver.NONE);
    }

    /**
     * Returns the settings without a state folder.
     *
     * @param application application id such as "vestibule-watch": consumer group and prefix of changelogs and transactions
     * @param deadLetters receives all dead letters of the application
     */
    public static Map<String, Object> of(String application, Topics topics, DeadLetterObserver deadLetters) {
        return of(application, topics, deadLetters, RefusedResults.inMemory());
    }

    /**
     * Returns the settings.
     *
     * @param application application id such as "vestibule-watch": consumer group and prefix of changelogs and transactions
     * @param deadLetters receives all dead letters of the application
     * @param stateFolder folder for the local state of this process
     */
    public static Map<String, Object> of(
            String application, Topics topics, DeadLetterObserver deadLetters, Path stateFolder) {
        Map<String, Object> settings = of(
                application,
                topics,
                deadLetters,
                RefusedResults.in(stateFolder.resolve(application + REFUSED_RESULTS_SUFFIX)));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        return settings;
    }

    private static Map<String, Object> of(
            String application, Topics topics, DeadLetterObserver deadLetters, RefusedResults refusedResults) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        // An identity event may open a physical door, so it must be neither lost nor repeated.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A face becomes an event through two topologies, and the second one reads only committed records of the first.
        // With Kafka's default of 100 ms, the wait is twice half of that on average. Measured from face to event,
        // median:
        // 77 ms with 50, 152 ms with 100. A commit is cheap: 2 % of a watch thread's time at 100.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        // A generated name would change with the topology, and its state would be lost.
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                topics.deadLetters().name());
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeserializationFaultHandler.class.getName());
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFaultHandler.class.getName());
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionFaultHandler.class.getName());
        settings.put(RefusedResults.SETTING, refusedResults);
        settings.put(DeadLetterObserver.SETTING, GuardedObserver.of(DeadLetterObserver.class, deadLetters));
        return settings;
    }
}
