package io.vestibule.dataset;

import java.time.Instant;

/** Where a face was found. */
public sealed interface SampleSource {

    /**
     * In a topic.
     *
     * @param sequence the frame's number, as its camera counts
     * @param capturedAt when the frame was taken, to the microsecond
     * @param track whose face it was while it was in view
     */
    record Stream(
            String topic, int partition, long offset, long sequence, Instant capturedAt, String camera, String track)
            implements SampleSource {}

    /**
     * In a file of a folder.
     *
     * @param path relative to the folder, with {@code /} between its parts
     * @param sha256 of the file, lower-case hex
     */
    record File(String path, String sha256) implements SampleSource {
        public File {
            DatasetDigests.checked("the sha256 of " + path, sha256);
        }
    }
}
