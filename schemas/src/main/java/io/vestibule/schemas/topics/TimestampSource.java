package io.vestibule.schemas.topics;

/** The clock that sets a record's timestamp; Kafka's {@code message.timestamp.type}. */
public enum TimestampSource {
    /** The producer's clock. In topics that Vestibule writes, this is the capture time of the frame behind the record. */
    PRODUCER("CreateTime"),
    /** The broker's clock, when the broker receives the record. A producer with a wrong clock cannot change it. */
    BROKER("LogAppendTime");

    private final String configValue;

    TimestampSource(String configValue) {
        this.configValue = configValue;
    }

    /** The value of Kafka's {@code message.timestamp.type}. */
    String configValue() {
        return configValue;
    }
}
