package io.vestibule.schemas.serdes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serde of a topic with several record classes, in Avro's single-object encoding. The fingerprint in each value identifies its
 * class. A value of any other class is an {@link AvroDecodingException}, as with {@link AvroSerde}.
 *
 * <p>Thread-safe and without configuration.
 */
public final class MultiTypeSerde implements Serde<SpecificRecord> {

    private final Map<Class<?>, AvroSerde<SpecificRecord>> byClass = new LinkedHashMap<>();
    private final MultiTypeDeserializer deserializer;

    private MultiTypeSerde(List<Class<? extends SpecificRecord>> types, SchemaStore schemas) {
        for (Class<? extends SpecificRecord> type : types) {
            byClass.put(type, serde(type, schemas));
        }
        deserializer = new MultiTypeDeserializer(List.copyOf(types), schemas);
    }

    /**
     * Reads all released versions of the classes, and the current ones.
     *
     * @param types at least one class; error messages about unknown values name the first
     */
    public static MultiTypeSerde of(List<Class<? extends SpecificRecord>> types) {
        return new MultiTypeSerde(types, SchemaHistory.shipped());
    }

    /** The schemas that are written, in the order of the classes. */
    public List<Schema> schemas() {
        return byClass.values().stream().map(AvroSerde::schema).toList();
    }

    @Override
    public Serializer<SpecificRecord> serializer() {
        return this::serialize;
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        return deserializer;
    }

    private byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
        if (value == null) {
            return null;
        }
        AvroSerde<SpecificRecord> serde = byClass.get(value.getClass());
        if (serde == null) {
            throw new SerializationException(topic + " does not contain records of "
                    + SpecificData.get().getSchema(value.getClass()).getName());
        }
        return serde.serializer().serialize(topic, value);
    }

    @SuppressWarnings("unchecked") // values are looked up by their class
    private static AvroSerde<SpecificRecord> serde(Class<? extends SpecificRecord> type, SchemaStore schemas) {
        return (AvroSerde<SpecificRecord>) (AvroSerde<?>) AvroSerde.of(type, schemas);
    }
}
