package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import java.util.Map;

/**
 * Receives each dead letter that is sent, for metrics. Stream threads call it, so it must be fast.
 *
 * <p>A letter whose transaction is aborted is sent again, and the observer receives it again. Kafka Streams creates its fault
 * handlers itself, so the observer reaches them through the configuration: see {@link
 * io.vestibule.topologies.StreamsSettings}.
 */
@FunctionalInterface
public interface DeadLetterObserver {

    /** An observer that does nothing. */
    DeadLetterObserver NONE = letter -> {};

    /** Key of the observer in the configuration of Kafka Streams. */
    String SETTING = "vestibule.dead-letter-observer";

    void onDeadLetter(DeadLetter letter);

    /** The observer in a configuration; {@link #NONE} if there is none. */
    static DeadLetterObserver in(Map<String, ?> settings) {
        return settings.get(SETTING) instanceof DeadLetterObserver observer ? observer : NONE;
    }
}
