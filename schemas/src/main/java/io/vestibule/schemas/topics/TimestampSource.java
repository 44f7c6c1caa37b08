package io.vestibule.schemas.topics;

/** Whose clock a record's timestamp is. */
public enum TimestampSource {
    /** The producer's: in Vestibule's own topics, the capture time of the frame that led to the record. */
    PRODUCER("CreateTime"),
    /** The broker's, at the moment it took the record. A producer with a wrong or a lying clock cannot touch it. */
    BROKER("LogAppendTime");

    private final String configured;

    TimestampSource(String configured) {
        this.configured = configured;
    }

    /** Kafka's word for it, as in {@code message.timestamp.type}. */
    String configured() {
        return configured;
    }
}
