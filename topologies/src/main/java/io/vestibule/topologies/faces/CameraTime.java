package io.vestibule.topologies.faces;

import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of faces and statuses: when the camera took the frame. Where that cannot be, it is the record's own, and
 * {@link #refuse} has the record turned away: what is stored or sent with a time that lies over an hour ahead is refused by
 * brokers, which would stop the application, at every start.
 */
public final class CameraTime implements TimestampExtractor {

    /** How far a frame's time may lie after its record's: clocks differ a little. */
    private static final long TOLERANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.value() instanceof FaceSighting sighting) {
            return orElse(sighting.getOrigin().getCapturedAt(), record.timestamp());
        }
        if (record.value() instanceof CameraStatus status) {
            return orElse(status.getAt(), record.timestamp());
        }
        return Math.max(0, record.timestamp());
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

    private static long orElse(Instant captured, long recorded) {
        long millis = captured.toEpochMilli();
        boolean canBe = millis > 0 && millis <= recorded + TOLERANCE_MILLIS;
        return canBe ? millis : Math.max(0, recorded); // a record without a time has a negative one
    }
}
