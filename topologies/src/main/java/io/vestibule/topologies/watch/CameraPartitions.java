package io.vestibule.topologies.watch;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partition of each camera's newest frame, for all tasks of a process. A camera's frames move to another partition if
 * partitions are added to the topic, or if its publisher uses another partitioner. The former task must then not report the camera
 * as silent. Thread-safe.
 */
final class CameraPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(CameraPartitions.class);

    /** More cameras than one process can serve. Further cameras are not followed. */
    static final int MAXIMUM_CAMERAS = 20_000;

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** @param warned whether a change of the partition was logged */
    private record Place(int partition, Instant capturedAt, boolean warned) {}

    /** Records a frame, or the last frame that is known from the store. The first change of a camera's partition is logged. */
    void record(String camera, int partition, Instant capturedAt) {
        Place before = places.get(camera);
        if (before == null) {
            if (places.size() < MAXIMUM_CAMERAS) {
                places.put(camera, new Place(partition, capturedAt, false));
            }
            return;
        }
        boolean moved = before.partition != partition;
        if (moved && !before.warned) {
            LOG.atWarn()
                    .addKeyValue("camera", camera)
                    .addKeyValue("before", before.partition)
                    .addKeyValue("now", partition)
                    .log("The camera's frames are in another partition than before. Its background is learnt again."
                            + " Check its publisher's partitioner, and whether partitions were added to the topic");
        }
        boolean warned = moved || before.warned;
        if (!capturedAt.isBefore(before.capturedAt)) {
            places.put(camera, new Place(partition, capturedAt, warned));
        } else if (moved) {
            places.put(camera, new Place(before.partition, before.capturedAt, warned));
        }
    }

    /** Whether the newest frame of a camera was in another partition than this. */
    boolean isElsewhere(String camera, int partition) {
        Place place = places.get(camera);
        return place != null && place.partition != partition;
    }
}
