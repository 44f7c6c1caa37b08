package io.vestibule.schemas.serdes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads each value with the reader of its class. */
final class MultiTypeDeserializer implements Deserializer<SpecificRecord> {

    private final List<SingleObjectReader<? extends SpecificRecord>> readers = new ArrayList<>();
    private final Map<Long, SingleObjectReader<? extends SpecificRecord>> byFingerprint = new HashMap<>();
    private final Map<String, SingleObjectReader<? extends SpecificRecord>> byName = new HashMap<>();
    private final SchemaStore schemas;

    MultiTypeDeserializer(List<Class<? extends SpecificRecord>> types, SchemaStore schemas) {
        this.schemas = schemas;
        for (Class<? extends SpecificRecord> type : types) {
            Schema schema = SpecificData.getForClass(type).getSchema(type);
            SingleObjectReader<?> reader = new SingleObjectReader<>(type, schemas);
            readers.add(reader);
            byFingerprint.put(SchemaHistory.fingerprint(schema), reader);
            byName.put(schema.getFullName(), reader);
        }
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : reader(bytes, 0, bytes.length).read(bytes);
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset() + bytes.position();
            return reader(bytes.array(), offset, bytes.remaining()).read(bytes.array(), offset, bytes.remaining());
        }
        return deserialize(topic, Utils.toArray(bytes));
    }

    /** The reader of the value's class. Values of no known class go to the first reader, which rejects them with the reason. */
    private SingleObjectReader<? extends SpecificRecord> reader(byte[] bytes, int offset, int length) {
        SingleObjectReader<?> first = readers.get(0);
        if (!SingleObjectReader.isSingleObject(bytes, offset, length)) {
            return first;
        }
        long fingerprint = SingleObjectReader.fingerprint(bytes, offset);
        SingleObjectReader<?> current = byFingerprint.get(fingerprint);
        if (current != null) {
            return current;
        }
        Schema older = schemas.findByFingerprint(fingerprint);
        return older == null ? first : byName.getOrDefault(older.getFullName(), first);
    }
}
