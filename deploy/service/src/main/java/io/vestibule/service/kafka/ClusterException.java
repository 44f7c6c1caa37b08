package io.vestibule.service.kafka;

import io.vestibule.service.config.KafkaSettings;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** A Kafka request failed. The message is one line with the problem, the place and a remedy. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Kind of problem. */
    public enum Fault {
        /** The broker is unreachable or rejected the credentials. */
        UNREACHABLE,
        /** The Kafka client refuses its properties. */
        SETTINGS,
        /** A topic does not have the settings that the topologies require. */
        TOPIC_UNFIT,
        /** A required topic does not exist. */
        TOPIC_MISSING,
        /** All other problems. */
        OTHER
    }

    /** Form of Kafka's message about an invalid property. */
    private static final Pattern INVALID_VALUE =
            Pattern.compile("Invalid value .* for configuration ([A-Za-z0-9._-]+)", Pattern.DOTALL);

    private final Fault fault;

    ClusterException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    ClusterException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /**
     * Translates the exception of a client that refuses its properties. The message contains the innermost cause and no value
     * of a property, because a value may be a password.
     */
    public static ClusterException invalidSettings(KafkaSettings settings, KafkaException refused) {
        String reason = Stream.<Throwable>iterate(refused, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> inner)
                .orElse(refused.toString());
        if (reason.contains("No resolvable bootstrap")) {
            return new ClusterException(
                    Fault.UNREACHABLE,
                    "host name of " + settings.bootstrapServers() + " cannot be resolved; check bootstrap.servers",
                    refused);
        }
        String named = INVALID_VALUE.matcher(reason).replaceFirst("the value of $1 is invalid");
        return new ClusterException(
                Fault.SETTINGS,
                "invalid Kafka property: " + settings.withoutValues(named) + "; check kafka.*",
                refused);
    }

    public Fault fault() {
        return fault;
    }
}
