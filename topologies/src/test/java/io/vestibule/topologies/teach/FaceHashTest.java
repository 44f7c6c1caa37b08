package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaceHashTest {

    @Test
    void shouldHashSamePixelsToSameName() {
        assertThat(FaceHash.of(TestSightings.grey(7))).isEqualTo(FaceHash.of(TestSightings.grey(7)));
        assertThat(FaceHash.of(TestSightings.grey(7))).isNotEqualTo(FaceHash.of(TestSightings.grey(8)));
        assertThat(FaceHash.of(TestSightings.grey(7)).hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldMapHashToFraction() {
        assertThat(new FaceHash("0".repeat(64)).fraction()).isZero();
        assertThat(new FaceHash("8" + "0".repeat(63)).fraction()).isEqualTo(0.5);
        assertThat(new FaceHash("f".repeat(64)).fraction()).isLessThan(1).isCloseTo(1, Offset.offset(1e-15));
    }

    @Test
    void shouldSampleAboutQuarterOfFacesWhenShareIsQuarter() {
        // When
        long drawn = IntStream.range(0, 256)
                .filter(grey -> FaceHash.of(TestSightings.grey(grey)).fraction() < 0.25)
                .count();

        // Then
        assertThat(drawn).isBetween(45L, 83L); // 64, plus or minus 2.7 standard deviations
    }
}
