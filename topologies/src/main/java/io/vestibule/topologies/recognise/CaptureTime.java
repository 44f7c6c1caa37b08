package io.vestibule.topologies.recognise;

import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.FaceSighting;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Time is when the camera took the frame. A record that has no such time, or an impossible one, keeps its own: it is turned away later. */
final class CaptureTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.value() instanceof FaceSighting sighting) {
            return orElse(sighting.getOrigin().getCapturedAt(), record.timestamp());
        }
        if (record.value() instanceof CameraStatus status) {
            return orElse(status.getAt(), record.timestamp());
        }
        return record.timestamp();
    }

    private static long orElse(Instant captured, long otherwise) {
        return captured.isAfter(Instant.EPOCH) ? captured.toEpochMilli() : otherwise;
    }
}
