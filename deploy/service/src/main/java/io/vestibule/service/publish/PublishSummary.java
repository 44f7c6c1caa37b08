package io.vestibule.service.publish;

/**
 * Summary of a publication.
 *
 * @param camera id of the camera
 * @param topic name of the topic
 * @param epoch epoch of the last frames, in microseconds since 1970; 0 without frames
 * @param frames number of acknowledged frames
 * @param bytes total size of their pictures
 * @param seconds duration
 * @param reduced frames that were encoded smaller because of the topic's limit
 * @param dropped frames that were not sent: the broker was away or slow, or a stop came first
 * @param omitted files that are no pictures or too large
 */
public record PublishSummary(
        String camera,
        String topic,
        long epoch,
        long frames,
        long bytes,
        double seconds,
        long reduced,
        long dropped,
        long omitted) {
    /** One line for people. */
    public String toText() {
        return "%d frames (%.1f MB) of %s sent to %s in %.1f s".formatted(frames, bytes / 1e6, camera, topic, seconds)
                + counted(reduced, " reduced in size")
                + counted(dropped, " dropped")
                + counted(omitted, " files left out");
    }

    private static String counted(long count, String what) {
        return count == 0 ? "" : ", " + count + what;
    }
}
