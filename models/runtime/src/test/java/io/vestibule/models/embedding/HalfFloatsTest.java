package io.vestibule.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {

    @Test
    void shouldEncodeToTheSameBitsWhenAnyHalfWasDecoded() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            // Given
            short half = (short) bits;

            // When
            float value = HalfFloats.toFloat(half);

            // Then
            if (Float.isNaN(value)) {
                assertThat(HalfFloats.toFloat(HalfFloats.toHalf(value))).isNaN();
            } else {
                assertThat(HalfFloats.toHalf(value)).isEqualTo(half);
            }
        }
    }

    @Test
    void shouldRoundToTheNearestHalf() {
        // When
        float[] rounded = HalfFloats.round(new float[] {0.1f, -1, 1e-9f});

        // Then
        assertThat(rounded).containsExactly(HalfFloats.toFloat(HalfFloats.toHalf(0.1f)), -1, 0);
        assertThat(HalfFloats.round(rounded)).containsExactly(rounded);
    }

    @Test
    void shouldRoundToTheEvenHalfWhenTwoAreEquallyNear() {
        // Given
        // 1 and 1 + 2^-10 are adjacent halves.
        float step = 0x1p-10f;

        // Then
        assertThat(rounded(1 + 0.4f * step)).isEqualTo(1);
        assertThat(rounded(1 + 0.6f * step)).isEqualTo(1 + step);
        assertThat(rounded(1 + 0.5f * step)).isEqualTo(1);
        assertThat(rounded(1 + 1.5f * step)).isEqualTo(1 + 2 * step);
    }

    @Test
    void shouldKeepSubnormalValues() {
        assertThat(rounded(0x1p-24f)).isEqualTo(0x1p-24f);
        assertThat(rounded(0x1p-26f)).isZero();
        assertThat(rounded(-3 * 0x1p-24f)).isEqualTo(-3 * 0x1p-24f);
    }

    @Test
    void shouldRoundToInfinityWhenAValueIsTooLarge() {
        assertThat(rounded(65_504)).isEqualTo(65_504);
        assertThat(rounded(65_520)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(rounded(-1e30f)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void shouldKeepOrderAndPositionWhenArraysAreEncodedAndDecoded() {
        // Given
        ByteBuffer bytes = ByteBuffer.wrap(HalfFloats.encode(new float[] {0.5f, -2, 0}));

        // When
        float[] values = HalfFloats.decode(bytes);

        // Then
        assertThat(values).containsExactly(0.5f, -2, 0);
        assertThat(bytes.position()).isZero();
    }

    private static float rounded(float value) {
        return HalfFloats.toFloat(HalfFloats.toHalf(value));
    }
}
