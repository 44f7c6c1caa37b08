package io.vestibule.schemas.serdes;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads single-object encoded records.
 *
 * <p>Avro's own {@code BinaryMessageDecoder} is not used for three reasons. It does not distinguish another record from
 * unknown bytes. It ignores trailing bytes. And it reads from a stream and trusts a forged length: a few bytes that claim two
 * gigabytes end in an OutOfMemoryError.
 */
final class SingleObjectReader<T extends SpecificRecord> {

    private static final int MARKER = 0x01C3;
    private static final int HEADER = 2 + Long.BYTES;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One decoder for each thread: its buffers are worth reusing, but it is not thread-safe. */
    private static final ThreadLocal<@Nullable BinaryDecoder> DECODER = new ThreadLocal<>();

    private final SpecificData model;
    private final Schema schema;
    private final SchemaStore schemas;

    /** Contains known schemas only, so that a stream of invented fingerprints cannot fill it. */
    private final ConcurrentMap<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();

    SingleObjectReader(Class<T> type, SchemaStore schemas) {
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.schemas = schemas;
        readers.put(SchemaHistory.fingerprint(schema), readerOf(schema));
    }

    /** Reads a record that fills its array. The array must not change afterwards, because fields of bytes are views of it. */
    T read(byte[] bytes) {
        return read(bytes, 0, bytes.length, true);
    }

    /** Reads a record that is a part of an array. The array is not retained, because it may be a fetch of many megabytes. */
    T read(byte[] bytes, int offset, int length) {
        return read(bytes, offset, length, false);
    }

    private T read(byte[] bytes, int offset, int length, boolean zeroCopy) {
        if (!isSingleObject(bytes, offset, length)) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.NOT_AVRO,
                    "not a single-object encoded Avro value; " + length + " bytes without the marker");
        }
        final DatumReader<T> reader = reader(fingerprint(bytes, offset));
        final T value;
        final boolean atEnd;
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, offset + HEADER, length - HEADER, DECODER.get());
            DECODER.set(decoder);
            value = reader.read(null, zeroCopy ? new ZeroCopyDecoder(decoder, bytes) : decoder);
            atEnd = decoder.isEnd();
        } catch (SecurityException e) {
            // Other code in this JVM has revoked the trust in the generated classes. That is not a fault of the record,
            // and
            // every record would become a dead letter.
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.CORRUPT_VALUE,
                    schema.getName() + " of " + length + " bytes violates its own schema",
                    e);
        }
        if (!atEnd) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.CORRUPT_VALUE,
                    schema.getName() + " of " + length + " bytes has trailing bytes");
        }
        return value;
    }

    /** Whether the bytes start with the header of a single-object encoded value. */
    static boolean isSingleObject(byte[] bytes, int offset, int length) {
        return length >= HEADER && (short) SHORT.get(bytes, offset) == MARKER;
    }

    /** The fingerprint in the header of a single-object encoded value. */
    static long fingerprint(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset + 2);
    }

    private DatumReader<T> reader(long fingerprint) {
        DatumReader<T> known = readers.get(fingerprint);
        return known != null ? known : readers.computeIfAbsent(fingerprint, this::resolve);
    }

    private DatumReader<T> resolve(long fingerprint) {
        final @Nullable Schema writer = schemas.findByFingerprint(fingerprint);
        if (writer == null) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.UNKNOWN_SCHEMA,
                    "unknown schema fingerprint %016x; add the schema of the newer version".formatted(fingerprint));
        }
        String name = writer.getFullName();
        if (!name.equals(schema.getFullName()) && !schema.getAliases().contains(name)) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.WRONG_SCHEMA,
                    "expected " + schema.getName() + " but found " + writer.getName());
        }
        SchemaPairCompatibility compatibility = SchemaCompatibility.checkReaderWriterCompatibility(schema, writer);
        if (compatibility.getType() != COMPATIBLE) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.WRONG_SCHEMA,
                    "%s with fingerprint %016x cannot be read by this version: %s"
                            .formatted(
                                    schema.getName(),
                                    fingerprint,
                                    compatibility.getResult().getIncompatibilities()));
        }
        return readerOf(writer);
    }

    @SuppressWarnings("unchecked")
    private DatumReader<T> readerOf(Schema writer) {
        return model.createDatumReader(writer, schema);
    }
}
