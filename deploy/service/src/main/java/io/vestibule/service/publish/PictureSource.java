package io.vestibule.service.publish;

import java.time.Duration;
import java.util.Optional;

/** A sequence of pictures. */
public interface PictureSource extends AutoCloseable {
    /** The next picture; empty at the end. A live source waits for its next picture. */
    Optional<EncodedPicture> next();

    /** Time between two pictures. */
    Duration interval();

    /** Whether the source sets the pace itself, as a camera does. */
    boolean isLive();

    @Override
    void close();
}
