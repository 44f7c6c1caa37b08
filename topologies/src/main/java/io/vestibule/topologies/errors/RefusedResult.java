package io.vestibule.topologies.errors;

import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The record whose result was refused by the producer or the broker.
 *
 * <p>Kafka Streams does not report the offset behind a changelog record. Such a record is found again by its timestamp, which the
 * changelog record has as well.
 *
 * @param topic topic of the record; empty if it is not known
 * @param partition partition of the record
 * @param offset offset of the record; -1 if it is not known
 * @param timestamp time of the record in Kafka Streams, in milliseconds since 1970
 */
record RefusedResult(String topic, int partition, long offset, long timestamp) {

    /** Brokers accept a timestamp of up to an hour ahead. The time of a record differs by no more between two attempts. */
    private static final long MAXIMUM_DIFFERENCE_MILLIS = 3_600_000;

    private static final int FIELDS = 4;
    private static final String UNKNOWN_TOPIC = "-";

    /** The record behind a refused result; empty if the result comes from a punctuator. */
    static Optional<RefusedResult> of(ErrorHandlerContext origin, ProducerRecord<?, ?> result) {
        if (origin.topic() != null) {
            return Optional.of(
                    new RefusedResult(origin.topic(), origin.partition(), origin.offset(), origin.timestamp()));
        }
        boolean isChangelog = origin.processorNodeId() == null && result.timestamp() != null;
        return isChangelog
                ? Optional.of(new RefusedResult("", origin.taskId().partition(), -1, result.timestamp()))
                : Optional.empty();
    }

    /** @param time time of the record in Kafka Streams */
    boolean isResultOf(RecordMetadata record, long time) {
        if (partition != record.partition()) {
            return false;
        }
        if (offset < 0) {
            return timestamp == time;
        }
        // The time shows whether a topic was created again, with other records at the same offsets.
        return offset == record.offset()
                && topic.equals(record.topic())
                && Math.abs(timestamp - time) <= MAXIMUM_DIFFERENCE_MILLIS;
    }

    /** One line of a file. {@link #parse} reads it. */
    String format() {
        return String.join(
                " ",
                topic.isEmpty() ? UNKNOWN_TOPIC : topic,
                String.valueOf(partition),
                String.valueOf(offset),
                String.valueOf(timestamp));
    }

    /** The record of a line; empty if the line is damaged. */
    static Optional<RefusedResult> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            String topic = fields[0].equals(UNKNOWN_TOPIC) ? "" : fields[0];
            return Optional.of(new RefusedResult(
                    topic, Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
