package io.vestibule.schemas.serdes;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Serializer of one record class. Thread-safe. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final String name;
    private final BinaryMessageEncoder<T> encoder;

    AvroSerializer(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        name = schema.getName();
        encoder = new BinaryMessageEncoder<>(model, schema);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            // The encoder reuses a buffer for each thread and returns one copy of the exact length.
            return encoder.encode(value).array();
        } catch (IOException | RuntimeException e) {
            // The message must not repeat the cause: it may quote the value, which can be a name or a picture.
            throw new SerializationException(name + " for topic " + topic + " does not match its schema", e);
        }
    }
}
