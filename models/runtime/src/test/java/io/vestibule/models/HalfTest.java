package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HalfTest {

    @Test
    void shouldComeBackUnchangedWhenAnyHalfIsReadAndWritten() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            // Given
            short half = (short) bits;

            // When
            float value = Half.toFloat(half);

            // Then
            if (Float.isNaN(value)) {
                assertThat(Half.toFloat(Half.toHalf(value))).isNaN();
            } else {
                assertThat(Half.toHalf(value)).isEqualTo(half);
            }
        }
    }

    @Test
    void shouldRoundToWhatAHalfHolds() {
        float[] rounded = Half.round(new float[] {0.1f, -1, 1e-9f});

        assertThat(rounded).containsExactly(Half.toFloat(Half.toHalf(0.1f)), -1, 0);
        assertThat(Half.round(rounded)).containsExactly(rounded);
    }

    @Test
    void shouldChooseTheNearestHalfAndTheEvenOneOfTwoEquallyNear() {
        // Given two neighbours among halves, 1 and 1 + 2^-10
        float step = 0x1p-10f;

        // Then
        assertThat(rounded(1 + 0.4f * step)).isEqualTo(1);
        assertThat(rounded(1 + 0.6f * step)).isEqualTo(1 + step);
        assertThat(rounded(1 + 0.5f * step)).isEqualTo(1);
        assertThat(rounded(1 + 1.5f * step)).isEqualTo(1 + 2 * step);
    }

    @Test
    void shouldKeepWhatIsTooSmallForAFullMantissa() {
        assertThat(rounded(0x1p-24f)).isEqualTo(0x1p-24f);
        assertThat(rounded(0x1p-26f)).isZero();
        assertThat(rounded(-3 * 0x1p-24f)).isEqualTo(-3 * 0x1p-24f);
    }

    @Test
    void shouldBecomeInfiniteWhenTooLarge() {
        assertThat(rounded(65_504)).isEqualTo(65_504);
        assertThat(rounded(65_520)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(rounded(-1e30f)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void shouldKeepOrderAndPositionWhenWholeArraysAreCoded() {
        // Given
        ByteBuffer bytes = ByteBuffer.wrap(Half.encode(new float[] {0.5f, -2, 0}));

        // When
        float[] values = Half.decode(bytes);

        // Then
        assertThat(values).containsExactly(0.5f, -2, 0);
        assertThat(bytes.position()).isZero();
    }

    private static float rounded(float value) {
        return Half.toFloat(Half.toHalf(value));
    }
}
