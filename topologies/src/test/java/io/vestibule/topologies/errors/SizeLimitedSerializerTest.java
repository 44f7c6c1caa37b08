package io.vestibule.topologies.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class SizeLimitedSerializerTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private final Serializer<byte[]> values = SizeLimitedSerializer.ofValues(new ByteArraySerializer());

    @Test
    void shouldPassLargestValue() {
        // Given
        byte[] largest = new byte[MEBIBYTE - 1024];

        // When
        byte[] bytes = values.serialize("topic", largest);

        // Then
        assertThat(bytes).isSameAs(largest);
    }

    @Test
    void shouldRefuseValueThatNoProducerAccepts() {
        assertThatExceptionOfType(ResultTooLargeException.class)
                .isThrownBy(() -> values.serialize("topic", new byte[MEBIBYTE - 1023]))
                .withMessage("a record of 1047553 bytes for topic is too large; the maximum is 1047552");
    }

    @Test
    void shouldUseLimitOfTopicWhenItIsSmaller() {
        // Given
        Serializer<byte[]> small = SizeLimitedSerializer.ofValues(new ByteArraySerializer(), 2048);

        // Then
        assertThat(small.serialize("topic", new byte[1024])).hasSize(1024);
        assertThatExceptionOfType(ResultTooLargeException.class)
                .isThrownBy(() -> small.serialize("topic", new byte[1025]));
    }

    @Test
    void shouldRefuseOverlongKey() {
        // Given
        Serializer<byte[]> keys = SizeLimitedSerializer.ofKeys(new ByteArraySerializer());

        // Then
        assertThat(keys.serialize("topic", null)).isNull();
        assertThatExceptionOfType(ResultTooLargeException.class)
                .isThrownBy(() -> keys.serialize("topic", new byte[513]));
    }
}
