package io.vestibule.dataset;

import java.time.Instant;

/** Where a face was found. */
public sealed interface SampleSource {

    /**
     * A frame in a topic.
     *
     * @param sequence number of the frame, counted by its camera
     * @param capturedAt capture time of the frame, in microseconds precision
     * @param track the track of the face
     */
    record Stream(
            String topic, int partition, long offset, long sequence, Instant capturedAt, String camera, String track)
            implements SampleSource {}

    /**
     * A file in a folder.
     *
     * @param path relative to the folder, with {@code /} as separator
     * @param sha256 of the file, lower-case hex
     */
    record File(String path, String sha256) implements SampleSource {
        public File {
            Sha256Format.require("the sha256 of " + path, sha256);
        }
    }
}
