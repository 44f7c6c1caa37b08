package io.vestibule.topologies.recognise;

import io.vestibule.schemas.IdentityEvent;
import java.time.Instant;
import java.util.Optional;

/** Sees each face that was taken in, and each event that was told: for reports and metrics. Called by stream threads; must be quick. */
@FunctionalInterface
public interface RecogniseObserver {

    /** Nobody watches. */
    RecogniseObserver NONE = recognition -> {};

    void recognised(Recognition recognition);

    /** An identity event was sent on. One whose transaction is aborted is sent again. */
    default void told(IdentityEvent event) {}

    /**
     * A face that was taken in.
     *
     * @param embedder name of the embedder that its route led to; empty where the face was not embedded, being
     *     too unclear, or of a visitor who was named just now
     * @param nanos time that the face took, from its check to the last value sent on
     */
    record Recognition(String camera, Instant capturedAt, Optional<String> embedder, long nanos) {}
}
