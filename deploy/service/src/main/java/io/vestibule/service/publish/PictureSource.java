package io.vestibule.service.publish;

import java.time.Duration;
import java.util.Optional;

/** Where pictures come from, one after the other. */
public interface PictureSource extends AutoCloseable {
    /** The next picture; empty at the end. A live source waits for it. */
    Optional<EncodedPicture> next();

    /** How long one picture stands before the next is due. */
    Duration gap();

    /** Whether it gives pictures at its own pace, as a camera does, and cannot be made to wait. */
    boolean isLive();

    @Override
    void close();
}
