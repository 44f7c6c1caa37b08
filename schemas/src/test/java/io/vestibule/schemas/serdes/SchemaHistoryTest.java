package io.vestibule.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.ExampleRecords;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.RecordTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaHistoryTest {

    private static final String TOPIC = "topic";

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void shouldReadRecordsOfEveryFrozenVersion(Class<T> type) throws IOException {
        // Given
        AvroSerde<T> serde = AvroSerde.of(type);
        List<byte[]> written = FrozenSchemas.of(type.getSimpleName()).stream()
                .flatMap(SchemaHistoryTest::someBytes)
                .toList();

        // When
        List<T> read = written.stream()
                .map(bytes -> serde.deserializer().deserialize(TOPIC, bytes))
                .toList();

        // Then
        assertThat(read).isNotEmpty().hasOnlyElementsOfType(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldBeCompatibleWithEveryFrozenVersion(Class<? extends SpecificRecord> type) throws IOException {
        // Given
        Schema current = SpecificData.get().getSchema(type);

        // When
        List<Schema> versions = FrozenSchemas.of(type.getSimpleName());

        // Then
        assertThat(versions)
                .allSatisfy(old -> assertThat(SchemaCompatibility.checkReaderWriterCompatibility(current, old)
                                .getResult()
                                .getIncompatibilities())
                        .as(
                                "%s can no longer read records of an older version. Give every new field a default,"
                                        + " keep every old symbol, and change no type; see \"Changing a schema\""
                                        + " in schemas/README.md",
                                type.getSimpleName())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHaveFrozenCurrentSchema(Class<? extends SpecificRecord> type) throws IOException {
        // Given
        long today = SchemaHistory.fingerprint(SpecificData.get().getSchema(type));

        // When
        List<Schema> versions = new ArrayList<>(FrozenSchemas.of(type.getSimpleName()));

        // Then
        assertThat(versions.isEmpty() ? null : SchemaHistory.fingerprint(versions.get(versions.size() - 1)))
                .as(
                        "%s has changed since it was last frozen. If this is intended, run"
                                + " \"mvn -pl schemas test -Dtest=FreezeSchemas\" and commit the result",
                        type.getSimpleName())
                .isEqualTo(today);
    }

    @Test
    void shouldListEveryFrozenFileWithItsFingerprint() throws IOException {
        assertThat(FrozenSchemas.writtenIndex())
                .as("history/index.txt compared with the frozen files, which must not be edited")
                .isEqualTo(FrozenSchemas.index());
    }

    @Test
    void shouldFindEveryFrozenVersionByFingerprint() throws IOException {
        // Given
        List<Schema> versions = new ArrayList<>();
        for (Schema schema : RecordTypes.schemas()) {
            versions.addAll(FrozenSchemas.of(schema.getName()));
        }

        // When
        SchemaHistory history = SchemaHistory.shipped();

        // Then
        assertThat(versions).isNotEmpty().allSatisfy(version -> assertThat(
                        history.findByFingerprint(SchemaHistory.fingerprint(version)))
                .isEqualTo(version));
    }

    @Test
    void shouldReadNewerVersionWhenItsSchemaIsKnown() throws IOException {
        // Given
        Schema newer = withField(Frame.getClassSchema(), "exposure");
        byte[] bytes = bytes(copyInto(newer, ExampleRecords.frame(10)));
        AvroSerde<Frame> serde =
                AvroSerde.of(Frame.class, SchemaHistory.shipped().with(List.of(newer)));

        // When
        Frame frame = serde.deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(frame).isEqualTo(ExampleRecords.frame(10));
    }

    @Test
    void shouldReadOlderVersionWithDefaults() throws IOException {
        // Given
        Schema older = withoutField(Frame.getClassSchema(), "ringing");
        byte[] bytes = bytes(copyInto(older, ExampleRecords.frame(10)));
        AvroSerde<Frame> serde =
                AvroSerde.of(Frame.class, SchemaHistory.shipped().with(List.of(older)));

        // When
        Frame frame = serde.deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(frame)
                .isEqualTo(Frame.newBuilder(ExampleRecords.frame(10))
                        .setRinging(false)
                        .build());
    }

    @Test
    void shouldRejectNewerVersionWhenItsSchemaIsUnknown() throws IOException {
        // Given
        Schema newer = withField(Frame.getClassSchema(), "exposure");
        byte[] bytes = bytes(copyInto(newer, ExampleRecords.frame(10)));

        // When
        AvroDecodingException fault = faultOf(AvroSerde.of(Frame.class), bytes);

        // Then
        assertThat(fault.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldReadUnknownReasonAsOther() throws IOException {
        // Given
        Schema newer = new Schema.Parser()
                .parse(DeadLetter.getClassSchema().toString().replace("\"OTHER\"]", "\"OTHER\",\"SPOOFED\"]"));
        GenericData.Record letter = copyInto(newer, ExampleRecords.deadLetter());
        letter.put("reason", new GenericData.EnumSymbol(newer.getField("reason").schema(), "SPOOFED"));
        AvroSerde<DeadLetter> serde =
                AvroSerde.of(DeadLetter.class, SchemaHistory.shipped().with(List.of(newer)));

        // When
        DeadLetter read = serde.deserializer().deserialize(TOPIC, bytes(letter));

        // Then
        assertThat(read.getReason()).isEqualTo(Reason.OTHER);
    }

    @Test
    void shouldReportWrongSchemaWhenVersionIsIncompatible() throws IOException {
        // Given
        Schema incompatible = SchemaBuilder.record("Frame")
                .namespace("io.vestibule.schemas")
                .fields()
                .requiredString("camera")
                .endRecord();
        byte[] bytes = bytes(
                new GenericRecordBuilder(incompatible).set("camera", "door").build());
        AvroSerde<Frame> serde =
                AvroSerde.of(Frame.class, SchemaHistory.shipped().with(List.of(incompatible)));

        // When
        AvroDecodingException fault = faultOf(serde, bytes);

        // Then
        assertThat(fault.reason()).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(fault).hasMessageContaining("sequence");
    }

    static List<Class<? extends SpecificRecord>> types() {
        return RecordTypes.all();
    }

    private static Stream<byte[]> someBytes(Schema schema) {
        RandomData random = new RandomData(new GenericData(), schema, 50, 7L);
        return StreamSupport.stream(random.spliterator(), false)
                .map(GenericData.Record.class::cast)
                .map(SchemaHistoryTest::bytes);
    }

    private static Schema withField(Schema schema, String name) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field(name, Schema.create(Schema.Type.INT), "New.", 0));
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static Schema withoutField(Schema schema, String name) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(field -> !field.name().equals(name))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** Converts a record to another version of its schema. */
    private static GenericData.Record copyInto(Schema other, SpecificRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(record.getSchema()).write(record, encoder);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
        return new GenericDatumReader<GenericData.Record>(record.getSchema(), other).read(null, decoder);
    }

    private static byte[] bytes(GenericData.Record record) {
        try {
            return new BinaryMessageEncoder<>(GenericData.get(), record.getSchema())
                    .encode(record)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AvroDecodingException faultOf(AvroSerde<?> serde, byte[] bytes) {
        return catchThrowableOfType(
                AvroDecodingException.class, () -> serde.deserializer().deserialize(TOPIC, bytes));
    }
}
