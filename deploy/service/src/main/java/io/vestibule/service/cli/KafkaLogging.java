package io.vestibule.service.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Log of Kafka in commands that run broker and clients in this process and stop both. Kafka then logs successful retries. */
public final class KafkaLogging {
    /** Variable of logback.xml. If it is set, the user wants to see the messages. */
    private static final String LIBRARIES_LEVEL = "VESTIBULE_LOG_LEVEL_LIBRARIES";

    private KafkaLogging() {}

    /** Turns the log of Kafka off, unless the user has set a level. Real faults are still thrown as exceptions and shown. */
    public static void silence(Map<String, String> environment) {
        if (!environment.containsKey(LIBRARIES_LEVEL)
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            List.of("kafka", "org.apache.kafka")
                    .forEach(name -> loggers.getLogger(name).setLevel(Level.OFF));
        }
    }
}
