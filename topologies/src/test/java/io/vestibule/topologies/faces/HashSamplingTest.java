package io.vestibule.topologies.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.common.Sha256;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashSamplingTest {

    @Test
    void shouldMapTheFirstDigitsToAFraction() {
        assertThat(HashSampling.fraction("0".repeat(64))).isZero();
        assertThat(HashSampling.fraction("8" + "0".repeat(63))).isEqualTo(0.5);
        assertThat(HashSampling.fraction("f".repeat(64))).isLessThan(1);
    }

    @Test
    void shouldSelectTheShareOfContentsThatIsBelowTheFraction() {
        // When
        long selected = IntStream.range(0, 10_000)
                .filter(content -> HashSampling.fraction(Sha256.hex(Integer.toString(content))) < 0.1)
                .count();

        // Then
        assertThat(selected).isBetween(900L, 1_100L);
    }
}
