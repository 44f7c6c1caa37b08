package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.AlignedFace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

    @Test
    void shouldAverageLumaOfPixels() {
        // Given
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) 200; // weights of blue, green and red: 29, 150 and 77 of 256
            bgr[i + 1] = (byte) 100;
            bgr[i + 2] = (byte) 50;
        }
        byte[] expected = new byte[256];
        Arrays.fill(expected, (byte) ((29 * 200 + 150 * 100 + 77 * 50) / 256));

        // When
        Thumbnail thumbnail = Thumbnail.of(new AlignedFace(bgr));

        // Then
        assertThat(thumbnail.bytes().array()).isEqualTo(expected);
    }

    @Test
    void shouldIgnoreMargin() {
        // Given
        Thumbnail dark = Thumbnail.of(TestSightings.grey(0));
        byte[] bgr = new byte[AlignedFace.BYTES];
        Arrays.fill(bgr, 0, AlignedFace.MARGIN * AlignedFace.SIDE * 3, (byte) 255);

        // When
        float difference = Thumbnail.of(new AlignedFace(bgr)).difference(dark);

        // Then
        assertThat(difference).isZero();
    }

    @Test
    void shouldReturnMeanDifferenceInGreyLevels() {
        // Given
        Thumbnail dark = Thumbnail.of(TestSightings.grey(100));
        Thumbnail light = Thumbnail.of(TestSightings.grey(230));

        // Then
        assertThat(dark.difference(light)).isEqualTo(130);
        assertThat(light.difference(dark)).isEqualTo(130);
        assertThat(light.difference(light)).isZero();
    }

    @Test
    void shouldBeEqualWhenItIsRestored() {
        // When
        Thumbnail stored = Thumbnail.of(TestSightings.grey(130));

        // Then
        assertThat(Thumbnail.of(stored.bytes()).difference(stored)).isZero();
    }
}
