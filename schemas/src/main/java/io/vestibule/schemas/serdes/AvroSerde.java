package io.vestibule.schemas.serdes;

import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serde of one generated record class in Avro's single-object encoding. A null value is serialized as null, and vice versa.
 *
 * <p>Fields of bytes that were read from an array are read-only views of that array.
 *
 * <p>The serde is thread-safe and needs no configuration: all stream threads, topics and stores can share one instance. For
 * any input, reading returns a record or throws {@link AvroDecodingException}.
 *
 * @param <T> a class generated from the schemas of this module
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    private final Schema schema;
    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    private AvroSerde(Class<T> type, SchemaStore schemas) {
        schema = SpecificData.getForClass(type).getSchema(type);
        serializer = new AvroSerializer<>(type);
        deserializer = new AvroDeserializer<>(type, schemas);
    }

    /** A serde that reads the records of every released version of Vestibule, including this one. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type) {
        return of(type, SchemaHistory.shipped());
    }

    /** A serde that reads records written with the type's own schema or with a schema in the store. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, SchemaStore schemas) {
        return new AvroSerde<>(type, schemas);
    }

    /** The schema of written records; records of other versions are converted to it when they are read. */
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
