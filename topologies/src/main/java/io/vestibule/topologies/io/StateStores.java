package io.vestibule.topologies.io;

import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.topologies.errors.SizeLimitedSerializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builders of state stores with a changelog. Keys are text of at most 512 bytes. Values are generated records that fit into one
 * record of the changelog: 1 MiB minus 1 KiB. A larger value throws a {@link
 * io.vestibule.topologies.errors.ResultTooLargeException} and leaves the store as it was.
 */
public final class StateStores {

    private StateStores() {}

    /** A store that is held in memory and restored from its changelog at each start. */
    public static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> inMemory(
            String name, Class<V> value) {
        return builder(Stores.inMemoryKeyValueStore(name), value);
    }

    /** A store on disk. */
    public static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> persistent(
            String name, Class<V> value) {
        return builder(Stores.persistentKeyValueStore(name), value);
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> builder(
            KeyValueBytesStoreSupplier supplier, Class<V> value) {
        Serde<String> keys = Serdes.String();
        Serde<V> values = AvroSerde.of(value);
        return Stores.keyValueStoreBuilder(
                supplier,
                Serdes.serdeFrom(SizeLimitedSerializer.ofKeys(keys.serializer()), keys.deserializer()),
                Serdes.serdeFrom(SizeLimitedSerializer.ofValues(values.serializer()), values.deserializer()));
    }
}
