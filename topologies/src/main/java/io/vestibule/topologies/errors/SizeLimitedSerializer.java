package io.vestibule.topologies.errors;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A serializer that refuses what does not fit into one record. The input then becomes a dead letter, and the stream continues.
 * A record that the producer or the broker refuses would stop the application at every start. If one is refused all the same,
 * {@link RefusedResults} need the input behind it.
 */
public final class SizeLimitedSerializer<T> implements Serializer<T> {

    /** Largest request of a producer by default, and largest record of a changelog. */
    private static final int MAXIMUM_RECORD_BYTES = 1024 * 1024;

    /** Longest key: two identifiers of 128 characters, and names of contracts, tracks or spectra. */
    private static final int MAXIMUM_KEY_BYTES = 512;

    /** Room for the key, the headers that Kafka adds, and the header of the batch (61 bytes). */
    private static final int RESERVED_BYTES = 1024;

    private final Serializer<T> serializer;
    private final int maximumBytes;
    private final boolean remembersOrigin;

    private SizeLimitedSerializer(Serializer<T> serializer, int maximumBytes, boolean remembersOrigin) {
        this.serializer = serializer;
        this.maximumBytes = maximumBytes;
        this.remembersOrigin = remembersOrigin;
    }

    /** A serializer of keys, which may have 512 bytes. */
    public static <T> Serializer<T> ofKeys(Serializer<T> serializer) {
        return new SizeLimitedSerializer<>(serializer, MAXIMUM_KEY_BYTES, false);
    }

    /** A serializer of values for a changelog, which may have 1 MiB minus 1 KiB. */
    public static <T> Serializer<T> ofValues(Serializer<T> serializer) {
        return ofValues(serializer, MAXIMUM_RECORD_BYTES);
    }

    /** @param maximumRecordBytes largest record of the topic; the value may have 1 KiB less */
    public static <T> Serializer<T> ofValues(Serializer<T> serializer, int maximumRecordBytes) {
        return new SizeLimitedSerializer<>(
                serializer, Math.min(MAXIMUM_RECORD_BYTES, maximumRecordBytes) - RESERVED_BYTES, true);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        return checked(topic, serializer.serialize(topic, data));
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T data) {
        return checked(topic, serializer.serialize(topic, headers, data));
    }

    private byte @Nullable [] checked(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length > maximumBytes) {
            throw new ResultTooLargeException(topic, bytes.length, maximumBytes);
        }
        if (remembersOrigin) {
            ResultOrigins.remember(bytes);
        }
        return bytes;
    }
}
