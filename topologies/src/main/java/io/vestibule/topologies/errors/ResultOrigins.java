package io.vestibule.topologies.errors;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The input record behind each result that the producer has not written yet.
 *
 * <p>A producer refuses a result later, on another thread. The context that Kafka Streams then passes to a fault handler is that
 * of the record which is processed at that moment, or empty for a changelog. Bytes of results are therefore remembered here
 * when they are serialized. Arrays are compared by identity, and held only as long as the producer holds them.
 */
final class ResultOrigins {

    private static final Map<byte[], InputPosition> ORIGINS = Collections.synchronizedMap(new WeakHashMap<>());
    private static final ThreadLocal<@Nullable InputPosition> CURRENT = new ThreadLocal<>();

    private ResultOrigins() {}

    /** Runs the processing of a record. Results that it serializes on this thread belong to the record. */
    static void during(InputPosition record, Runnable processing) {
        CURRENT.set(record);
        try {
            processing.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** Remembers a result of the record that this thread processes. A result of a punctuator belongs to no record. */
    static void remember(byte[] result) {
        InputPosition current = CURRENT.get();
        if (current != null) {
            remember(result, current);
        }
    }

    static void remember(byte[] result, InputPosition origin) {
        ORIGINS.put(result, origin);
    }

    static Optional<InputPosition> of(byte @Nullable [] result) {
        return Optional.ofNullable(result).map(ORIGINS::get);
    }
}
