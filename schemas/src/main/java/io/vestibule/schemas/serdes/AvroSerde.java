package io.vestibule.schemas.serdes;

import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serde of one generated record class, in Avro's single-object encoding. No value and no bytes are each other's image.
 *
 * <p>Fields of bytes that were read from an array are read-only views of that array.
 *
 * <p>Thread-safe and without configuration: one instance may serve every stream thread, topic and store. Whatever
 * the bytes, reading gives a record or throws {@link AvroDecodingException}.
 *
 * @param <T> a class generated from the schemas of this module
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    static {
        TrustedClasses.trust();
    }

    private final Schema schema;
    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    private AvroSerde(Class<T> type, SchemaStore schemas) {
        schema = SpecificData.getForClass(type).getSchema(type);
        serializer = new AvroSerializer<>(type);
        deserializer = new AvroDeserializer<>(type, schemas);
    }

    /** Reads what any released version of Vestibule, this one included, has written. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type) {
        return of(type, SchemaHistory.shipped());
    }

    /** Reads what was written with the type's own schema or with one that the store holds. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, SchemaStore schemas) {
        return new AvroSerde<>(type, schemas);
    }

    /** The schema that is written, and that whatever is read is turned into. */
    public Schema schema() {
        return schema;
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
