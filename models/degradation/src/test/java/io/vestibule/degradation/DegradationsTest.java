package io.vestibule.degradation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test picture has 48x48 pixels with waves of colour. */
class DegradationsTest {
    private static final int SIDE = 48;

    @Test
    void shouldWeighRedMostWhenConvertedToInfrared() {
        // Given
        byte[] bgr = {100, 0, 0, 0, 100, 0, 0, 0, 100, 100, 100, 100};

        // When
        InfraredConversion.withoutLamp(bgr);

        // Then
        assertThat(bgr).containsExactly(8, 8, 8, 31, 31, 31, 61, 61, 61, 100, 100, 100);
    }

    @Test
    void shouldDarkenTheCornersWhenThereIsALamp() {
        // Given
        byte[] bgr = new byte[3 * SIDE * SIDE];
        Arrays.fill(bgr, (byte) 100);

        // When
        new InfraredConversion(SIDE, SIDE, 1, 0.5).apply(bgr);

        // Then
        assertThat((int) bgr[0]).isBetween(50, 53);
        assertThat((int) bgr[3 * (SIDE / 2 * SIDE + SIDE / 2)]).isEqualTo(100);
    }

    @Test
    void shouldUseTheWeightsOfBrightnessWhenConvertedToGrey() {
        // Given
        byte[] bgr = {100, 0, 0, 0, 100, 0, 0, 0, 100};

        // When
        GreyConversion.apply(bgr);

        // Then
        assertThat(bgr).containsExactly(11, 11, 11, 59, 59, 59, 30, 30, 30);
    }

    @Test
    void shouldKeepTheMeanAndReduceDetailWhenBlurred() {
        // Given
        byte[] bgr = picture();

        // When
        byte[] blurred = GaussianBlur.apply(bgr, SIDE, 2);

        // Then
        assertThat(mean(blurred)).isCloseTo(mean(bgr), within(1.0));
        assertThat(detail(blurred)).isLessThan(detail(bgr) / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 17, 31})
    void shouldKeepTheMeanAndReduceDetailWhenTheResolutionIsReduced(int smallSide) {
        // Given
        byte[] bgr = picture();

        // When
        byte[] reduced = ReducedResolution.apply(bgr, SIDE, smallSide);

        // Then
        assertThat(mean(reduced)).isCloseTo(mean(bgr), within(1.0));
        assertThat(detail(reduced)).isLessThan(detail(bgr));
    }

    @Test
    void shouldChangeNothingWhenTheResolutionIsTheSame() {
        // Given
        byte[] bgr = picture();

        // When
        byte[] same = ReducedResolution.apply(bgr, SIDE, SIDE);

        // Then
        assertThat(same).isEqualTo(bgr);
    }

    @Test
    void shouldDifferMoreWhenTheJpegQualityIsLower() {
        // Given
        byte[] bgr = picture();

        // When
        byte[] low = JpegCompression.apply(bgr, SIDE, 0.1f);
        byte[] high = JpegCompression.apply(bgr, SIDE, 0.9f);

        // Then
        assertThat(distance(low, bgr)).isGreaterThan(distance(high, bgr));
    }

    @Test
    void shouldShiftTheMeanAndScaleDeviationsWhenBrightnessAndContrastChange() {
        // Given
        byte[] bgr = {100, 100, 100, 120, 120, 120};

        // When
        BrightnessContrast.apply(bgr, 5, 0.5);

        // Then
        assertThat(bgr).containsExactly(110, 110, 110, 120, 120, 120);
    }

    @Test
    void shouldHaveTheGivenDeviationWhenNoiseIsAdded() {
        // Given
        byte[] bgr = new byte[3 * SIDE * SIDE];
        Arrays.fill(bgr, (byte) 100);

        // When
        new SensorNoise(1).addTo(bgr, 1, 8, false, new Random(1));

        // Then
        double square = 0;
        for (byte value : bgr) {
            square += Math.pow((value & 255) - 100, 2);
        }
        assertThat(Math.sqrt(square / bgr.length)).isCloseTo(8, within(0.3));
    }

    private static byte[] picture() {
        byte[] bgr = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < bgr.length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            bgr[i] = (byte) (128 + 60 * Math.sin(x * 1.1 + i % 3) * Math.cos(y * 0.9));
        }
        return bgr;
    }

    private static double mean(byte[] bgr) {
        double sum = 0;
        for (byte value : bgr) {
            sum += value & 255;
        }
        return sum / bgr.length;
    }

    /** Mean difference of horizontal neighbours. */
    private static double detail(byte[] bgr) {
        double sum = 0;
        for (int i = 3; i < bgr.length; i++) {
            sum += Math.abs((bgr[i] & 255) - (bgr[i - 3] & 255));
        }
        return sum / bgr.length;
    }

    private static double distance(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 255) - (b[i] & 255));
        }
        return sum / a.length;
    }
}
