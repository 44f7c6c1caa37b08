package io.vestibule.topologies.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HashSamplingTest {

    @Test
    void shouldReturnPublishedDigestWithoutChangingBuffer() {
        // When
        ByteBuffer bytes = ByteBuffer.wrap("xabcx".getBytes()).position(1).limit(4);

        // Then
        // FIPS 180-2, appendix B.1
        assertThat(HashSampling.hex(bytes))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(bytes.remaining()).isEqualTo(3);
    }
}
