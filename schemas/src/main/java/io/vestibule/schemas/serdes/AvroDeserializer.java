package io.vestibule.schemas.serdes;

import java.nio.ByteBuffer;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Deserializer of one record class. Thread-safe. */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final SingleObjectReader<T> reader;

    AvroDeserializer(Class<T> type, SchemaStore schemas) {
        reader = new SingleObjectReader<>(type, schemas);
    }

    /** Does not copy pictures: the array belongs to this record alone, and Kafka does not write to it. */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : reader.read(bytes);
    }

    /** Reads directly from the consumer's fetch buffer. Kafka's default implementation would first copy every picture. */
    @Override
    public @Nullable T deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.hasArray()) {
            return reader.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        return deserialize(topic, Utils.toArray(bytes));
    }
}
