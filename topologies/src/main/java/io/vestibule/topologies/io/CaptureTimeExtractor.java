package io.vestibule.topologies.io;

import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Uses the capture time of the frame behind a record as the record's time.
 *
 * <p>An impossible capture time is replaced by the record's own timestamp (for frames, the broker's). Otherwise one camera
 * with a wrong clock would advance the time of all others. {@link #check} then rejects the record: brokers refuse records that
 * are dated over an hour ahead, in changelogs too, which would stop the application at every start.
 *
 * @param <V> type of the topic's values
 */
public final class CaptureTimeExtractor<V> implements TimestampExtractor {

    /** Default difference that is allowed between two clocks. */
    private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(1);

    private final Function<? super V, Instant> captureTime;
    private final long toleranceMillis;

    /** Allows a capture time of up to one minute after the record's timestamp. */
    public CaptureTimeExtractor(Function<? super V, Instant> captureTime) {
        this(captureTime, DEFAULT_TOLERANCE);
    }

    /**
     * @param captureTime returns the capture time of a value
     * @param tolerance largest allowed distance of the capture time after the record's timestamp
     */
    public CaptureTimeExtractor(Function<? super V, Instant> captureTime, Duration tolerance) {
        this.captureTime = captureTime;
        this.toleranceMillis = tolerance.toMillis();
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long recorded = Math.max(0, record.timestamp()); // negative if the record has no timestamp
        if (record.value() == null) {
            return recorded;
        }
        @SuppressWarnings("unchecked") // the source that uses this extractor reads one topic, with values of this type
        V value = (V) record.value();
        long captured = captureTime.apply(value).toEpochMilli();
        return captured > 0 && captured <= recorded + toleranceMillis ? captured : recorded;
    }

    /**
     * Returns a rejection if the capture time is impossible. Reasons: TIME_INVALID, TIME_IN_FUTURE.
     *
     * @param time time of the record as extracted by this class, in milliseconds since 1970
     */
    public static Optional<Rejection> check(Instant captured, long time) {
        if (captured.toEpochMilli() <= 0) {
            return Optional.of(new Rejection(Reason.TIME_INVALID, "captured at or before 1970"));
        }
        long ahead = captured.toEpochMilli() - time;
        return ahead > 0
                ? Optional.of(
                        new Rejection(Reason.TIME_IN_FUTURE, "captured " + ahead + " ms after the record's timestamp"))
                : Optional.empty();
    }
}
