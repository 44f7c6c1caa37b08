package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaceHashTest {

    @Test
    void shouldNameTheSamePixelsTheSame() {
        assertThat(FaceHash.of(TestSightings.grey(7))).isEqualTo(FaceHash.of(TestSightings.grey(7)));
        assertThat(FaceHash.of(TestSightings.grey(7))).isNotEqualTo(FaceHash.of(TestSightings.grey(8)));
        assertThat(FaceHash.of(TestSightings.grey(7)).hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldDrawALotFromZeroToUnderOne() {
        assertThat(new FaceHash("0".repeat(64)).lot()).isZero();
        assertThat(new FaceHash("8" + "0".repeat(63)).lot()).isEqualTo(0.5);
        assertThat(new FaceHash("f".repeat(64)).lot()).isLessThan(1).isCloseTo(1, Offset.offset(1e-15));
    }

    @Test
    void shouldDrawAboutAQuarterOfFacesWhenAQuarterIsWanted() {
        long drawn = IntStream.range(0, 256)
                .filter(grey -> FaceHash.of(TestSightings.grey(grey)).lot() < 0.25)
                .count();

        assertThat(drawn).isBetween(45L, 83L); // 64, give or take 2.7 standard deviations
    }
}
