package io.vestibule.service.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** What Kafka logs of retries that succeed, where broker and clients are in this process and end with the command. */
public final class KafkaLogging {
    /** See logback.xml; whoever sets it wants to see everything. */
    private static final String LIBRARIES_LEVEL = "VESTIBULE_LOG_LEVEL_LIBRARIES";

    private KafkaLogging() {}

    /**
     * Ends it, unless the user has said what libraries are to log. A fault of Kafka's that does end something comes back as
     * an exception, and is shown.
     */
    public static void silence(Map<String, String> environment) {
        if (!environment.containsKey(LIBRARIES_LEVEL)
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            List.of("kafka", "org.apache.kafka")
                    .forEach(name -> loggers.getLogger(name).setLevel(Level.OFF));
        }
    }
}
