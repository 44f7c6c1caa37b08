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
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads single-object encoded records. Avro's own BinaryMessageDecoder does the same but for three things that matter on
 * a door: it cannot tell another record's bytes from unknown ones, it takes no notice of bytes behind the value, and it
 * reads from a stream, where a forged length is believed: a few bytes that claim to be two gigabytes end in an
 * OutOfMemoryError.
 */
final class SingleObjectReader<T extends SpecificRecord> {

    private static final int MARKER = 0x01C3;
    private static final int HEADER = 2 + Long.BYTES;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A decoder's buffers are worth keeping, but not sharing. */
    private static final ThreadLocal<@Nullable BinaryDecoder> DECODER = new ThreadLocal<>();

    private final SpecificData model;
    private final Schema schema;
    private final SchemaStore schemas;

    /** Holds known schemas only, so that a stream of made-up fingerprints cannot fill it. */
    private final ConcurrentMap<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();

    SingleObjectReader(Class<T> type, SchemaStore schemas) {
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.schemas = schemas;
        readers.put(SchemaHistory.fingerprint(schema), readerOf(schema));
    }

    /** Reads a record that fills its array, which must not change any more: the fields of bytes are parts of it. */
    T read(byte[] bytes) {
        return read(bytes, 0, bytes.length, true);
    }

    /** Reads a record amid other bytes. Nothing of them is kept: they may be a fetch of many megabytes. */
    T read(byte[] bytes, int offset, int length) {
        return read(bytes, offset, length, false);
    }

    private T read(byte[] bytes, int offset, int length, boolean borrow) {
        if (length < HEADER || (short) SHORT.get(bytes, offset) != MARKER) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.NOT_AVRO,
                    "not a single-object encoded Avro value: " + length + " bytes");
        }
        final DatumReader<T> reader = reader((long) LONG.get(bytes, offset + 2));
        final T value;
        final boolean whole;
        try {
            final var decoder =
                    DecoderFactory.get().binaryDecoder(bytes, offset + HEADER, length - HEADER, DECODER.get());
            DECODER.set(decoder);
            value = reader.read(null, borrow ? new ZeroCopyDecoder(decoder, bytes) : decoder);
            whole = decoder.isEnd();
        } catch (SecurityException e) {
            // Somebody in this JVM took back the trust in the generated classes: not the record's fault, and not to be
            // answered by a dead letter for each.
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.CORRUPT_VALUE,
                    schema.getName() + " of " + length + " bytes cannot be read by its own schema",
                    e);
        }
        if (!whole) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.CORRUPT_VALUE,
                    schema.getName() + " of " + length + " bytes has bytes behind its end");
        }
        return value;
    }

    private DatumReader<T> reader(long fingerprint) {
        final var known = readers.get(fingerprint);
        return known != null ? known : readers.computeIfAbsent(fingerprint, this::resolve);
    }

    private DatumReader<T> resolve(long fingerprint) {
        final @Nullable Schema writer = schemas.findByFingerprint(fingerprint);
        if (writer == null) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.UNKNOWN_SCHEMA,
                    "no schema with fingerprint %016x is known here".formatted(fingerprint));
        }
        final var name = writer.getFullName();
        if (!name.equals(schema.getFullName()) && !schema.getAliases().contains(name)) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.WRONG_SCHEMA,
                    "a " + writer.getName() + " where " + schema.getName() + " belongs");
        }
        final var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(schema, writer);
        if (compatibility.getType() != COMPATIBLE) {
            throw new AvroDecodingException(
                    AvroDecodingException.Kind.WRONG_SCHEMA,
                    "%s with fingerprint %016x is of a version that this one cannot read: %s"
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
