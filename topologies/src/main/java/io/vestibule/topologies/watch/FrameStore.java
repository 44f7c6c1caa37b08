package io.vestibule.topologies.watch;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Where pictures are held that are too large to travel in a record, by the SHA-256 of their bytes. */
@FunctionalInterface
public interface FrameStore {

    /** No pictures are held elsewhere. */
    FrameStore NONE = reference -> Optional.empty();

    /**
     * @param reference lower-case hex SHA-256
     * @return the picture's bytes, if they are there and have that hash
     * @throws java.io.UncheckedIOException if the store cannot be read: a fault of the platform
     */
    Optional<ByteBuffer> find(String reference);
}
