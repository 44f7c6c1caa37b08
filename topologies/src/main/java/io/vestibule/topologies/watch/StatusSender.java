package io.vestibule.topologies.watch;

import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.CameraTick;
import io.vestibule.topologies.io.CaptureTimes;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends the statuses of cameras, and with each a tick to the faces topic. */
final class StatusSender {

    private final ProcessorContext<String, SpecificRecord> context;
    private final CameraClocks clocks;
    private final Duration heartbeat;
    private final WatchObserver observer;

    StatusSender(
            ProcessorContext<String, SpecificRecord> context,
            CameraClocks clocks,
            Duration heartbeat,
            WatchObserver observer) {
        this.context = context;
        this.clocks = clocks;
        this.heartbeat = heartbeat;
        this.observer = observer;
    }

    /** Sends the status if the state has changed or a heartbeat is due. Returns the camera after that. */
    Camera sendIfDue(String id, Camera before, Camera after, Optional<Float> distance) {
        boolean changed = after.health().state() != before.health().state();
        boolean due = !after.statusSentAt().plus(heartbeat).isAfter(after.capturedAt());
        if (!changed && !due) {
            return after;
        }
        sendStatus(id, after, distance);
        CameraTick tick = new CameraTick(id, after.capturedAt());
        context.forward(new Record<>(id, tick, timestamp(after)), WatchTopology.FACES);
        return after.statusSent();
    }

    /** Sends the status of a silent camera, without a tick: its time does not advance. */
    void sendSilent(String id, Camera camera) {
        sendStatus(id, camera, Optional.empty());
    }

    private void sendStatus(String id, Camera camera, Optional<Float> distance) {
        CameraStatus status = CameraStatusMapper.toStatus(id, camera, distance, clocks.offset(id));
        context.forward(new Record<>(id, status, timestamp(camera)), WatchTopology.STATUSES);
        observer.announced(status);
    }

    private long timestamp(Camera camera) {
        return CaptureTimes.timestamp(camera.capturedAt(), context.currentSystemTimeMs());
    }
}
