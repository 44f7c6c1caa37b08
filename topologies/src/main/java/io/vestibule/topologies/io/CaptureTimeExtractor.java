package io.vestibule.topologies.io;

import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of frames, faces and statuses: when the camera took the frame. Where that cannot be, it is the record's own (of
 * frames, the broker's), so that one camera with a wrong clock does not push the time of all others forward, and {@link
 * #refuse} has the record turned away: what is stored or sent with a time that lies over an hour ahead is refused by brokers,
 * which would stop the application, at every start.
 */
public final class CaptureTimeExtractor implements TimestampExtractor {

    /** How far clocks may differ where nobody says otherwise. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final long toleranceMillis;

    public CaptureTimeExtractor() {
        this(TOLERANCE);
    }

    /** @param tolerance how far a frame's time may lie after its record's */
    public CaptureTimeExtractor(Duration tolerance) {
        toleranceMillis = tolerance.toMillis();
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long recorded = Math.max(0, record.timestamp()); // a record without a time has a negative one
        long captured = millis(record.value());
        return captured > 0 && captured <= recorded + toleranceMillis ? captured : recorded;
    }

    /**
     * Why a frame cannot have been taken at that time; empty if it can. Rejections: TIME_INVALID, TIME_IN_FUTURE.
     *
     * @param time of the record, as it was extracted here, in milliseconds since 1970
     */
    public static Optional<Rejection> refuse(Instant captured, long time) {
        long ahead = captured.toEpochMilli() - time;
        if (captured.toEpochMilli() <= 0) {
            return Optional.of(new Rejection(Reason.TIME_INVALID, "captured at or before 1970"));
        }
        return ahead > 0
                ? Optional.of(
                        new Rejection(Reason.TIME_IN_FUTURE, "captured " + ahead + " ms after the record's own time"))
                : Optional.empty();
    }

    private static long millis(Object value) {
        if (value instanceof Frame frame) {
            return frame.getCapturedAt().toEpochMilli();
        }
        if (value instanceof FaceSighting sighting) {
            return sighting.getOrigin().getCapturedAt().toEpochMilli();
        }
        return value instanceof CameraStatus status ? status.getAt().toEpochMilli() : 0;
    }
}
