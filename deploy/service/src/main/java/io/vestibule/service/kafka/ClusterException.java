package io.vestibule.service.kafka;

/** Kafka does not do what we ask; the message is one line that a person can act on. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Fault {
        /** Nobody answers, or we are not let in. */
        UNREACHABLE,
        /** Kafka's client refuses its properties. */
        SETTINGS,
        /** A topic that must be there is not. */
        TOPIC_MISSING,
        /** Anything else. */
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
