package io.vestibule.service.publish;

/**
 * What was published.
 *
 * @param camera id of the camera
 * @param topic where to
 * @param epoch of the frames, in microseconds since 1970
 * @param frames how many the broker has acknowledged; their sequence numbers are 0 to one less
 * @param bytes of the pictures, together
 * @param seconds it took
 */
public record PublishSummary(String camera, String topic, long epoch, long frames, long bytes, double seconds) {
    /** One line for a person. */
    public String inWords() {
        return "%d frames (%.1f MB) of %s sent to %s in %.1f s".formatted(frames, bytes / 1e6, camera, topic, seconds);
    }
}
