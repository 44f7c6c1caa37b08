package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.face.AlignedFace;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class GateDegradationTest {

    /** Coloured stripes, two pixels wide, on a gradient from dark to bright. */
    private static final AlignedFace FACE = drawn();

    @Test
    void shouldNotChangeACleanFace() {
        // When
        AlignedFace clean = GateDegradation.CLEAN.of(FACE);

        // Then
        assertThat(clean).isSameAs(FACE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CLEAN")
    void shouldChangeAFaceDeterministically(GateDegradation degradation) {
        // When
        AlignedFace degraded = degradation.of(FACE);

        // Then
        assertThat(distance(degraded, FACE)).isGreaterThan(1);
        assertThat(degradation.of(FACE).bgr()).isEqualTo(degraded.bgr());
    }

    @Test
    void shouldChangeMoreAtLowerJpegQuality() {
        // When
        AlignedFace low = GateDegradation.JPEG_20.of(FACE);
        AlignedFace medium = GateDegradation.JPEG_40.of(FACE);

        // Then
        assertThat(distance(low, FACE)).isGreaterThan(distance(medium, FACE));
    }

    @Test
    void shouldRemoveMostOfTheLightInDarkness() {
        // When
        double share = mean(GateDegradation.DARKNESS.of(FACE)) / mean(FACE);

        // Then
        assertThat(share).isBetween(0.26, 0.31);
    }

    @Test
    void shouldRemoveTheColourInInfrared() {
        // When
        byte[] grey = GateDegradation.INFRARED.of(FACE).bgr();

        // Then
        assertThat(IntStream.range(0, grey.length / 3))
                .allMatch(pixel -> grey[3 * pixel] == grey[3 * pixel + 1] && grey[3 * pixel] == grey[3 * pixel + 2]);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLUR", "SMALL"})
    void shouldRemoveDetailButNoLightWhenBlurredOrSmall(GateDegradation degradation) {
        AlignedFace degraded = degradation.of(FACE);

        assertThat(mean(degraded)).isCloseTo(mean(FACE), within(1.0));
        assertThat(detail(degraded)).isLessThan(detail(FACE) / 3);
    }

    @Test
    void shouldUseTheNamesOfTheResults() {
        // When
        Stream<String> names = Arrays.stream(GateDegradation.values()).map(GateDegradation::toString);

        // Then
        assertThat(names).containsExactly("clean", "jpeg-20", "jpeg-40", "darkness", "infrared", "blur", "small");
    }

    private static AlignedFace drawn() {
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int y = 0; y < AlignedFace.SIDE; y++) {
            for (int x = 0; x < AlignedFace.SIDE; x++) {
                int at = 3 * (y * AlignedFace.SIDE + x);
                int stripe = x / 2 % 2 * 60;
                bgr[at] = (byte) (40 + y / 2 + stripe);
                bgr[at + 1] = (byte) (60 + y / 2 + stripe);
                bgr[at + 2] = (byte) (90 + y / 2 + stripe);
            }
        }
        return new AlignedFace(bgr);
    }

    private static double mean(AlignedFace face) {
        return IntStream.range(0, AlignedFace.BYTES)
                .map(i -> face.bgr()[i] & 255)
                .average()
                .orElseThrow();
    }

    /** Mean difference of adjacent pixels in a row. */
    private static double detail(AlignedFace face) {
        return IntStream.range(3, AlignedFace.BYTES)
                .map(i -> Math.abs((face.bgr()[i] & 255) - (face.bgr()[i - 3] & 255)))
                .average()
                .orElseThrow();
    }

    private static double distance(AlignedFace one, AlignedFace other) {
        return IntStream.range(0, AlignedFace.BYTES)
                .map(i -> Math.abs((one.bgr()[i] & 255) - (other.bgr()[i] & 255)))
                .average()
                .orElseThrow();
    }
}
