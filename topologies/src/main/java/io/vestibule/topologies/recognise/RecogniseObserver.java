package io.vestibule.topologies.recognise;

import io.vestibule.schemas.IdentityEvent;
import java.time.Instant;
import java.util.Optional;

/** Receives each processed face and each sent event, for reports and metrics. Stream threads call it; it must be quick. */
@FunctionalInterface
public interface RecogniseObserver {

    /** Does nothing. */
    RecogniseObserver NONE = recognition -> {};

    void recognised(Recognition recognition);

    /** An identity event was sent. An event of an aborted transaction is sent again. */
    default void eventSent(IdentityEvent event) {}

    /** A limit of a camera was exceeded: a visit or a cool-down ended early, or a face was not embedded. */
    default void limitExceeded(String camera, LimitKind limit) {}

    /**
     * A processed face.
     *
     * @param embedder name of the embedder that the routing table chose. Empty if the face was not embedded, because its
     *     quality is too low, its visitor was embedded just now, or a limit was exceeded
     * @param nanos duration from validation to the last event
     */
    record Recognition(String camera, Instant capturedAt, Optional<String> embedder, long nanos) {}
}
