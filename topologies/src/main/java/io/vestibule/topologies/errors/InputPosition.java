package io.vestibule.topologies.errors;

import java.util.Optional;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Position of an input record of an application.
 *
 * @param topic topic of the record
 * @param partition partition of the record
 * @param offset offset of the record
 * @param timestamp time of the record in Kafka Streams, in milliseconds since 1970
 */
record InputPosition(String topic, int partition, long offset, long timestamp) {

    /** Brokers accept a timestamp of up to an hour ahead. The time of a record differs by no more between two attempts. */
    private static final long MAXIMUM_DIFFERENCE_MILLIS = 3_600_000;

    private static final int FIELDS = 4;

    /** @param time time of the record in Kafka Streams */
    static InputPosition of(RecordMetadata record, long time) {
        return new InputPosition(record.topic(), record.partition(), record.offset(), time);
    }

    static InputPosition of(ErrorHandlerContext origin) {
        return new InputPosition(origin.topic(), origin.partition(), origin.offset(), origin.timestamp());
    }

    /** Whether this is the position of the same record. The time shows whether a topic was created again in the meantime. */
    boolean isSameRecord(InputPosition other) {
        return offset == other.offset
                && partition == other.partition
                && topic.equals(other.topic)
                && Math.abs(timestamp - other.timestamp) <= MAXIMUM_DIFFERENCE_MILLIS;
    }

    /** One line of a file. {@link #parse} reads it. */
    String format() {
        return String.join(" ", topic, String.valueOf(partition), String.valueOf(offset), String.valueOf(timestamp));
    }

    /** The position in a line; empty if the line is damaged. */
    static Optional<InputPosition> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InputPosition(
                    fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
