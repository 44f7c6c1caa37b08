package io.vestibule.service.publish;

/**
 * Summary of a publication.
 *
 * @param camera id of the camera
 * @param topic name of the topic
 * @param epoch epoch of the frames, in microseconds since 1970
 * @param frames number of acknowledged frames; their sequence numbers start at 0
 * @param bytes total size of the pictures
 * @param seconds duration
 */
public record PublishSummary(String camera, String topic, long epoch, long frames, long bytes, double seconds) {
    /** One line for people. */
    public String toText() {
        return "%d frames (%.1f MB) of %s sent to %s in %.1f s".formatted(frames, bytes / 1e6, camera, topic, seconds);
    }
}
