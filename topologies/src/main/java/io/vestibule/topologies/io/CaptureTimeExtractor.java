package io.vestibule.topologies.io;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Uses the capture time of the frame behind a record as the record's time, but never a time after the wall clock.
 *
 * <p>Kafka Streams stamps results and changelog records with this time. A broker refuses a record that is dated over an hour
 * ahead, which would stop the application at every start. The producer of a record can date it up to that hour ahead, so its
 * timestamp is not a limit for the capture time.
 *
 * <p>A capture time that is not plausible is replaced by the record's own timestamp (for frames, the broker's).
 * {@link CaptureTimes} then rejects the record.
 *
 * @param <V> type of the topic's values
 */
public final class CaptureTimeExtractor<V> implements TimestampExtractor {

    /** An earlier time is a wrong unit, or a clock that was never set. No record is dated before it. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Function<? super V, Instant> captureTime;
    private final long pastToleranceMillis;
    private final InstantSource clock;

    /** @param captureTime returns the capture time of a value */
    public CaptureTimeExtractor(Function<? super V, Instant> captureTime) {
        this(captureTime, Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * @param captureTime returns the capture time of a value
     * @param pastTolerance how far a capture time may lie before the record's timestamp
     */
    public CaptureTimeExtractor(Function<? super V, Instant> captureTime, Duration pastTolerance) {
        this(captureTime, pastTolerance, InstantSource.system());
    }

    /** @param clock the wall clock */
    CaptureTimeExtractor(Function<? super V, Instant> captureTime, Duration pastTolerance, InstantSource clock) {
        this.captureTime = captureTime;
        this.pastToleranceMillis = pastTolerance.toMillis();
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        long recorded = recorded(record, now);
        if (record.value() == null) {
            return recorded;
        }
        @SuppressWarnings("unchecked") // the source that uses this extractor reads one topic, with values of this type
        V value = (V) record.value();
        long captured = captureTime.apply(value).toEpochMilli();
        return captured <= now && captured >= EARLIEST.toEpochMilli() && captured >= recorded - pastToleranceMillis
                ? captured
                : recorded;
    }

    /** The record's own timestamp; the wall clock if the record has none, or a later one. */
    static long recorded(ConsumerRecord<?, ?> record, long now) {
        return record.timestamp() < EARLIEST.toEpochMilli() ? now : Math.min(record.timestamp(), now);
    }
}
