package io.vestibule.schemas.serdes;

import java.nio.ByteBuffer;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final SingleObjectReader<T> reader;

    AvroDeserializer(Class<T> type, SchemaStore schemas) {
        reader = new SingleObjectReader<>(type, schemas);
    }

    /** Copies no picture: the record's own bytes are nobody else's, and Kafka does not write to them. */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : reader.read(bytes);
    }

    /** Reads where the consumer's fetch left the bytes: Kafka's own default would first copy every picture. */
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
