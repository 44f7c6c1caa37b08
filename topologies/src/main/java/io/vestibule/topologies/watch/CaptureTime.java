package io.vestibule.topologies.watch;

import io.vestibule.schemas.Frame;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Time is when the camera took the picture, unless that cannot be true: then the frame's time is the broker's, so that one
 * camera with a wrong clock does not push the time of all others forward. {@link Door} turns such a frame away.
 */
final class CaptureTime implements TimestampExtractor {

    private final long toleranceMillis;

    CaptureTime(Duration tolerance) {
        toleranceMillis = tolerance.toMillis();
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.value() instanceof Frame frame) {
            long captured = frame.getCapturedAt().toEpochMilli();
            if (captured > 0 && captured <= record.timestamp() + toleranceMillis) {
                return captured;
            }
        }
        return record.timestamp();
    }
}
