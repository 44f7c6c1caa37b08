package io.vestibule.topologies.watch;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A store of images that are too large for a record, by the SHA-256 of their bytes. */
@FunctionalInterface
public interface FrameStore {

    /** A store without images. */
    FrameStore NONE = reference -> Optional.empty();

    /**
     * Returns the bytes of an image. Empty if the store does not have them, or if their hash is not the reference.
     *
     * @param reference SHA-256 in lower-case hex
     * @throws java.io.UncheckedIOException if the store cannot be read: a fault of the platform
     */
    Optional<ByteBuffer> find(String reference);
}
