package io.vestibule.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.ExampleRecords;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.serdes.AvroDecodingException.Kind;
import io.vestibule.schemas.state.CameraSamplingState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvroDecodingExceptionTest {

    private static final String TOPIC = "topic";
    private static final int HEADER = 10;
    private static final long ALMOST_TWO_GIBIBYTES = Integer.MAX_VALUE - 8L;

    private final AvroSerde<Frame> frames = AvroSerde.of(Frame.class);

    @ParameterizedTest
    @EnumSource
    void shouldHaveReasonOfSameName(Kind kind) {
        assertThat(new AvroDecodingException(kind, "").reason()).hasToString(kind.name());
    }

    @ParameterizedTest
    @MethodSource("notAvro")
    void shouldReportNotAvroWhenMarkerIsMissing(byte[] bytes) {
        assertThat(faultOf(bytes).kind()).isEqualTo(Kind.NOT_AVRO);
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldRejectRecordWhenItIsTruncated(T record) {
        // Given
        AvroSerde<T> serde = serdeOf(record);
        byte[] bytes = serde.serializer().serialize(TOPIC, record);
        IntStream lengths = IntStream.range(0, bytes.length).filter(length -> nearAnEnd(length, bytes.length));

        // When
        List<AvroDecodingException.Kind> kinds = lengths.mapToObj(length -> Arrays.copyOf(bytes, length))
                .map(cut -> faultOf(serde, cut).kind())
                .toList();

        // Then
        assertThat(kinds.subList(0, HEADER)).containsOnly(Kind.NOT_AVRO);
        assertThat(kinds.subList(HEADER, kinds.size())).containsOnly(Kind.CORRUPT_VALUE);
    }

    @Test
    void shouldRejectTruncatedRecordWithinLargerBuffer() {
        // Given
        byte[] bytes = frameBytes();
        ByteBuffer cut = ByteBuffer.wrap(bytes).limit(bytes.length - 1);

        // When
        AvroDecodingException fault = catchThrowableOfType(
                AvroDecodingException.class, () -> frames.deserializer().deserialize(TOPIC, new RecordHeaders(), cut));

        // Then
        assertThat(fault.kind()).isEqualTo(Kind.CORRUPT_VALUE);
    }

    @Test
    void shouldReportUnknownFingerprint() {
        // Given
        byte[] bytes = frameBytes();
        ByteBuffer.wrap(bytes).position(2).put(HexFormat.of().parseHex("efcdab8967452301"));

        // When
        AvroDecodingException fault = faultOf(bytes);

        // Then
        assertThat(fault.kind()).isEqualTo(Kind.UNKNOWN_SCHEMA);
        assertThat(fault)
                .hasMessage("unknown schema fingerprint 0123456789abcdef; add the schema of the newer version");
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldRejectOtherRecordTypes(T expected) {
        // Given
        AvroSerde<T> serde = serdeOf(expected);
        Stream<byte[]> others = ExampleRecords.all().stream()
                .filter(other -> other.getClass() != expected.getClass())
                .map(other -> serdeOf(other).serializer().serialize(TOPIC, other));

        // When
        Stream<AvroDecodingException.Kind> kinds =
                others.map(bytes -> faultOf(serde, bytes).kind());

        // Then
        assertThat(kinds).hasSize(ExampleRecords.all().size() - 1).containsOnly(Kind.WRONG_SCHEMA);
    }

    @Test
    void shouldReportExpectedAndActualRecordType() {
        // Given
        byte[] bytes = AvroSerde.of(CameraStatus.class).serializer().serialize(TOPIC, ExampleRecords.status());

        // When
        AvroDecodingException fault = faultOf(bytes);

        // Then
        assertThat(fault).hasMessage("expected Frame but found CameraStatus");
    }

    @Test
    void shouldRejectRecordWithTrailingBytes() {
        // Given
        byte[] bytes = frameBytes();

        // When
        AvroDecodingException fault = faultOf(Arrays.copyOf(bytes, bytes.length + 1));

        // Then
        assertThat(fault.kind()).isEqualTo(Kind.CORRUPT_VALUE);
        assertThat(fault).hasMessageContaining("trailing bytes");
    }

    @Test
    void shouldRejectPictureThatIsLargerThanItsRecord() throws IOException {
        // Given
        Frame frame =
                Frame.newBuilder(ExampleRecords.frame(0)).setReference(null).build();
        byte[] bytes = frames.serializer().serialize(TOPIC, frame);
        // The last two bytes are the picture's length and the union branch of the missing reference.
        byte[] claim = join(Arrays.copyOf(bytes, bytes.length - 2), number(ALMOST_TWO_GIBIBYTES));

        // When
        AvroDecodingException fault = faultOf(claim);

        // Then
        assertThat(fault.kind()).isEqualTo(Kind.CORRUPT_VALUE);
    }

    @Test
    void shouldRejectListThatIsLargerThanItsRecord() throws IOException {
        // Given
        AvroSerde<CameraSamplingState> serde = AvroSerde.of(CameraSamplingState.class);
        byte[] bytes = serde.serializer()
                .serialize(
                        TOPIC,
                        CameraSamplingState.newBuilder().setTracks(List.of()).build());
        byte[] claim = join(Arrays.copyOf(bytes, HEADER), number(ALMOST_TWO_GIBIBYTES));

        // When
        AvroDecodingException fault = faultOf(serde, claim);

        // Then
        assertThat(fault.kind()).isEqualTo(Kind.CORRUPT_VALUE);
    }

    @Test
    void shouldRejectUnknownSymbol() {
        // Given
        AvroSerde<CameraStatus> serde = AvroSerde.of(CameraStatus.class);
        byte[] bytes = serde.serializer().serialize(TOPIC, ExampleRecords.status());
        final int state = HEADER + 1 + ExampleRecords.status().getCamera().length();
        bytes[state] = (byte) (2 * CameraState.values().length);

        // When
        AvroDecodingException fault = faultOf(serde, bytes);

        // Then
        assertThat(fault.kind()).isEqualTo(Kind.CORRUPT_VALUE);
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldReturnRecordOrThrowDecodingExceptionWhenBytesAreDamaged(T record) {
        // Given
        AvroSerde<T> serde = serdeOf(record);
        byte[] bytes = serde.serializer().serialize(TOPIC, record);
        Random random = new Random(7);
        Stream<byte[]> damaged = Stream.generate(() -> damaged(bytes, random)).limit(2_000);

        // When
        Stream<Throwable> thrown = damaged.map(
                        some -> catchThrowable(() -> serde.deserializer().deserialize(TOPIC, some)))
                .filter(throwable -> throwable != null);

        // Then
        assertThat(thrown).hasOnlyElementsOfType(AvroDecodingException.class);
    }

    @Test
    void shouldReadNextRecordAfterFault() {
        // Given
        byte[] bytes = frameBytes();
        faultOf(Arrays.copyOf(bytes, bytes.length - 1));

        // When
        Frame frame = frames.deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(frame).isEqualTo(ExampleRecords.frame(100));
    }

    static Stream<Named<byte[]>> notAvro() {
        byte[] frame = frameBytes();
        return Stream.of(
                Named.of("no byte", new byte[0]),
                Named.of("one byte", new byte[] {(byte) 0xC3}),
                Named.of("a truncated header", Arrays.copyOf(frame, HEADER - 1)),
                Named.of("a JPEG", HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000")),
                Named.of("JSON", "{\"camera\": \"north-door\"}".getBytes(StandardCharsets.UTF_8)),
                Named.of("the marker of another version", with(frame, 1, 0x02)),
                Named.of("the marker with swapped bytes", with(with(frame, 0, 0x01), 1, 0xC3)));
    }

    static Stream<Named<SpecificRecord>> records() {
        return AvroSerdeTest.records();
    }

    /** Limits the tested lengths, because all lengths of the largest records would take minutes. Their middle is one long run of picture bytes. */
    private static boolean nearAnEnd(int length, int whole) {
        return length < 300 || length > whole - 300 || length % 101 == 0;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            // Most fields are near the start, before the long run of picture bytes.
            final int bound = random.nextBoolean() ? Math.min(200, copy.length - HEADER) : copy.length - HEADER;
            copy[HEADER + random.nextInt(bound)] = (byte) random.nextInt();
        }
        return copy;
    }

    private static byte[] with(byte[] bytes, int index, int value) {
        byte[] copy = bytes.clone();
        copy[index] = (byte) value;
        return copy;
    }

    private static byte[] number(long value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(value);
        return out.toByteArray();
    }

    private static byte[] join(byte[] head, byte[] tail) {
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }

    private static byte[] frameBytes() {
        return AvroSerde.of(Frame.class).serializer().serialize(TOPIC, ExampleRecords.frame(100));
    }

    private AvroDecodingException faultOf(byte[] bytes) {
        return faultOf(frames, bytes);
    }

    private static AvroDecodingException faultOf(AvroSerde<?> serde, byte[] bytes) {
        return catchThrowableOfType(
                AvroDecodingException.class, () -> serde.deserializer().deserialize(TOPIC, bytes));
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecord> AvroSerde<T> serdeOf(T record) {
        return AvroSerde.of((Class<T>) record.getClass());
    }
}
