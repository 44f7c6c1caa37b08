package io.vestibule.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.ExampleRecords;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultiTypeSerdeTest {

    private static final String TOPIC = "topic";

    private final MultiTypeSerde serde = MultiTypeSerde.of(List.of(FaceSighting.class, CameraTick.class));

    @ParameterizedTest
    @MethodSource("records")
    void shouldReadWhatWasWritten(SpecificRecord record) {
        // Given
        byte[] bytes = serde.serializer().serialize(TOPIC, record);

        // When
        SpecificRecord copy = serde.deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(copy).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldReadFromTheMiddleOfABuffer(SpecificRecord record) {
        // Given
        byte[] bytes = serde.serializer().serialize(TOPIC, record);
        ByteBuffer buffer =
                ByteBuffer.allocate(bytes.length + 20).put(10, bytes).slice(10, bytes.length);

        // When
        SpecificRecord copy = serde.deserializer().deserialize(TOPIC, new RecordHeaders(), buffer);

        // Then
        assertThat(copy).isEqualTo(record);
    }

    @Test
    void shouldWriteTheSameBytesAsTheSerdeOfTheClass() {
        // Given
        FaceSighting sighting = ExampleRecords.sighting();

        // When
        byte[] bytes = serde.serializer().serialize(TOPIC, sighting);

        // Then
        assertThat(bytes)
                .isEqualTo(AvroSerde.of(FaceSighting.class).serializer().serialize(TOPIC, sighting));
    }

    @Test
    void shouldMapNoValueToNoBytes() {
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, new RecordHeaders(), (ByteBuffer) null))
                .isNull();
    }

    @Test
    void shouldRejectAnotherClassWhenReading() {
        // Given
        byte[] bytes = AvroSerde.of(Frame.class).serializer().serialize(TOPIC, ExampleRecords.frame(1));

        // Then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOfSatisfying(AvroDecodingException.class, thrown -> assertThat(thrown.kind())
                        .isEqualTo(AvroDecodingException.Kind.WRONG_SCHEMA));
    }

    @Test
    void shouldRejectBytesThatAreNotAvro() {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[] {1, 2, 3}))
                .isInstanceOfSatisfying(AvroDecodingException.class, thrown -> assertThat(thrown.kind())
                        .isEqualTo(AvroDecodingException.Kind.NOT_AVRO));
    }

    @Test
    void shouldRejectAnotherClassWhenWriting() {
        assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, ExampleRecords.frame(1)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("topic does not contain records of Frame");
    }

    private static Stream<SpecificRecord> records() {
        return Stream.of(ExampleRecords.sighting(), ExampleRecords.tick());
    }
}
