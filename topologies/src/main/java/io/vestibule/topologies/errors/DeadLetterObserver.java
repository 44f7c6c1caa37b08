package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import java.util.Map;

/**
 * Hears of each dead letter that is sent: for metrics. Called by stream threads; must be quick. A letter whose transaction
 * is aborted is sent, and heard of, again. Kafka Streams makes its fault handlers itself, so an observer reaches them, and
 * all else, in the configuration: see {@link io.vestibule.topologies.StreamsSettings}.
 */
@FunctionalInterface
public interface DeadLetterObserver {

    /** Nobody listens. */
    DeadLetterObserver NONE = letter -> {};

    /** Under which the configuration of Kafka Streams holds the observer. */
    String SETTING = "vestibule.dead-letter-observer";

    void sent(DeadLetter letter);

    /** The observer of a configuration; {@link #NONE} where there is none. */
    static DeadLetterObserver in(Map<String, ?> settings) {
        return settings.get(SETTING) instanceof DeadLetterObserver observer ? observer : NONE;
    }
}
