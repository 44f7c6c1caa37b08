package io.vestibule.service.publish;

import java.time.Duration;
import java.util.Optional;

/** A sequence of pictures. */
public interface PictureSource extends AutoCloseable {
    /**
     * The next picture; empty at the end of a recording, or after a stop. A live source waits for its next picture.
     *
     * @throws SourceException if the source cannot be opened or read
     */
    Optional<EncodedPicture> next() throws InterruptedException;

    /** Time between two pictures. Known after the first picture. */
    Duration interval();

    /** Whether the source sets the pace itself, as a camera does. Known after the first picture. */
    boolean isLive();

    /** Releases the source. Returns within two seconds, even if a native call does not return. */
    @Override
    void close();
}
