package io.vestibule.service.kafka;

/** A Kafka request failed. The message is one line with the problem, the place and a remedy. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Kind of problem. */
    public enum Fault {
        /** The broker is unreachable or rejected the credentials. */
        UNREACHABLE,
        /** The Kafka client refuses its properties. */
        SETTINGS,
        /** A required topic does not exist. */
        TOPIC_MISSING,
        /** All other problems. */
        OTHER
    }

    private final Fault fault;

    ClusterException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    ClusterException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
