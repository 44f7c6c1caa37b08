package io.vestibule.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.schemas.ExampleRecords;
import io.vestibule.schemas.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {

    private static final String TOPIC = "topic";

    private final AvroSerde<Frame> frames = AvroSerde.of(Frame.class);

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldReadWrittenRecord(T record) {
        // Given
        AvroSerde<T> serde = serdeOf(record);

        // When
        T copy = serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, record));

        // Then
        assertThat(copy).isEqualTo(record);
    }

    @Test
    void shouldStartWithMarkerAndFingerprint() {
        // Given
        ByteBuffer fingerprint = ByteBuffer.allocate(Long.BYTES)
                .putLong(Long.reverseBytes(SchemaHistory.fingerprint(Frame.getClassSchema())));

        // When
        byte[] bytes = frames.serializer().serialize(TOPIC, ExampleRecords.frame(1));

        // Then
        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(bytes).containsSubsequence(fingerprint.array());
    }

    @Test
    void shouldMatchAvrosEncoding() throws Exception {
        // Given
        Frame frame = ExampleRecords.frame(1_000);

        // When
        byte[] bytes = frames.serializer().serialize(TOPIC, frame);

        // Then
        assertThat(bytes).isEqualTo(frame.toByteBuffer().array());
        assertThat(Frame.fromByteBuffer(ByteBuffer.wrap(bytes))).isEqualTo(frame);
    }

    @Test
    void shouldConvertNullToNull() {
        assertThat(frames.serializer().serialize(TOPIC, null)).isNull();
        assertThat(frames.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
        assertThat(frames.deserializer().deserialize(TOPIC, new RecordHeaders(), (ByteBuffer) null))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldReadFromMiddleOfBuffer(ByteBuffer buffer) {
        // Given
        Frame frame = ExampleRecords.frame(100);
        byte[] bytes = frames.serializer().serialize(TOPIC, frame);
        buffer.position(7).put(bytes).flip().position(7);

        // When
        Frame copy = frames.deserializer().deserialize(TOPIC, new RecordHeaders(), buffer);

        // Then
        assertThat(copy).isEqualTo(frame);
    }

    @Test
    void shouldWritePictureFromMiddleOfBufferWithoutChangingIt() {
        // Given
        ByteBuffer whole = ByteBuffer.wrap(new byte[] {0, 0, 1, 2, 3, 0});
        ByteBuffer picture = whole.position(2).limit(5).slice();
        Frame frame =
                Frame.newBuilder(ExampleRecords.frame(1)).setImage(picture).build();

        // When
        Frame copy =
                frames.deserializer().deserialize(TOPIC, frames.serializer().serialize(TOPIC, frame));

        // Then
        assertThat(copy.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(picture.remaining()).isEqualTo(3);
    }

    @Test
    void shouldReturnReadOnlyViewOfPictureWhenRecordFillsArray() {
        // Given
        byte[] bytes = frames.serializer().serialize(TOPIC, ExampleRecords.frame(100));

        // When
        ByteBuffer picture = frames.deserializer().deserialize(TOPIC, bytes).getImage();

        // Then
        byte was = picture.get(0);
        Arrays.fill(bytes, (byte) ~was);
        assertThat(picture.get(0)).isNotEqualTo(was);
        assertThat(picture.isReadOnly()).isTrue();
    }

    @Test
    void shouldCopyRecordWhenBufferHoldsMore() {
        // Given
        byte[] bytes = frames.serializer().serialize(TOPIC, ExampleRecords.frame(100));

        // When
        Frame frame = frames.deserializer().deserialize(TOPIC, new RecordHeaders(), ByteBuffer.wrap(bytes));

        // Then
        Arrays.fill(bytes, (byte) 0);
        assertThat(frame).isEqualTo(ExampleRecords.frame(100));
    }

    @Test
    void shouldBeThreadSafe() {
        // Given
        List<Integer> lengths = IntStream.range(0, 2_000).boxed().toList();

        // When
        final List<Integer> read = lengths.parallelStream()
                .map(length -> frames.serializer().serialize(TOPIC, ExampleRecords.frame(length)))
                .map(bytes -> frames.deserializer().deserialize(TOPIC, bytes))
                .map(frame -> frame.getImage().remaining())
                .toList();

        // Then
        assertThat(read).isEqualTo(lengths);
    }

    @Test
    void shouldRejectRecordWithoutRequiredField() {
        // Given
        Frame nothing = new Frame();

        // When
        assertThatThrownBy(() -> frames.serializer().serialize(TOPIC, nothing))

                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage("Frame for topic topic does not match its schema");
    }

    @Test
    void shouldTrustGeneratedClassesOnly() {
        assertThatNoException().isThrownBy(() -> ClassSecurityValidator.validate(Frame.class));
        assertThatThrownBy(() -> ClassSecurityValidator.validate(getClass())).isInstanceOf(SecurityException.class);
    }

    static Stream<Named<SpecificRecord>> records() {
        return ExampleRecords.all().stream()
                .map(record -> Named.of(record.getClass().getSimpleName(), record));
    }

    static Stream<Named<ByteBuffer>> buffers() {
        return Stream.of(
                Named.of("on the heap", ByteBuffer.allocate(1_000)),
                Named.of(
                        "on the heap, a slice",
                        ByteBuffer.allocate(1_100).position(100).slice()),
                Named.of("outside the heap", ByteBuffer.allocateDirect(1_000)));
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecord> AvroSerde<T> serdeOf(T record) {
        return AvroSerde.of((Class<T>) record.getClass());
    }
}
