package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.face.AlignedFace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class GateDegradationTest {

    /** Coloured stripes, two pixels wide, on a slope from dark to bright. */
    private static final AlignedFace FACE = drawn();

    @Test
    void shouldLeaveACleanFaceAsItIs() {
        assertThat(GateDegradation.CLEAN.of(FACE)).isSameAs(FACE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CLEAN")
    void shouldMakeAFaceWorseAndAlwaysInTheSameWay(GateDegradation condition) {
        // When
        AlignedFace worse = condition.of(FACE);

        // Then
        assertThat(distance(worse, FACE)).isGreaterThan(1);
        assertThat(condition.of(FACE).bgr()).isEqualTo(worse.bgr());
    }

    @Test
    void shouldLoseMoreInAThinnerLine() {
        assertThat(distance(GateDegradation.JPEG_20.of(FACE), FACE))
                .isGreaterThan(distance(GateDegradation.JPEG_40.of(FACE), FACE));
    }

    @Test
    void shouldTakeMostOfTheLightInDarkness() {
        double share = mean(GateDegradation.DARKNESS.of(FACE)) / mean(FACE);

        assertThat(share).isBetween(0.26, 0.31);
    }

    @Test
    void shouldTakeTheColourInInfrared() {
        byte[] grey = GateDegradation.INFRARED.of(FACE).bgr();

        assertThat(IntStream.range(0, grey.length / 3))
                .allMatch(pixel -> grey[3 * pixel] == grey[3 * pixel + 1] && grey[3 * pixel] == grey[3 * pixel + 2]);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLUR", "SMALL"})
    void shouldTakeDetailButNoLightWhenBlurredOrSmall(GateDegradation condition) {
        AlignedFace worse = condition.of(FACE);

        assertThat(mean(worse)).isCloseTo(mean(FACE), within(1.0));
        assertThat(detail(worse)).isLessThan(detail(FACE) / 3);
    }

    @Test
    void shouldSpellItsNamesAsResultsDo() {
        assertThat(GateDegradation.values())
                .extracting(GateDegradation::toString)
                .containsExactly("clean", "jpeg-20", "jpeg-40", "darkness", "infrared", "blur", "small");
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

    /** Mean difference of neighbours in a row. */
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
