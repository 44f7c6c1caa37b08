package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.AlignedFace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

    @Test
    void shouldBeAsGreyAsThePixelsThatItIsMadeOf() {
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) 200; // blue counts 29, green 150, red 77 in 256
            bgr[i + 1] = (byte) 100;
            bgr[i + 2] = (byte) 50;
        }

        byte[] expected = new byte[256];
        Arrays.fill(expected, (byte) ((29 * 200 + 150 * 100 + 77 * 50) / 256));
        assertThat(Thumbnail.of(new AlignedFace(bgr)).bytes().array()).isEqualTo(expected);
    }

    @Test
    void shouldSeeNothingOfTheMargin() {
        Thumbnail dark = Thumbnail.of(TestSightings.grey(0));
        byte[] bgr = new byte[AlignedFace.BYTES];
        Arrays.fill(bgr, 0, AlignedFace.MARGIN * AlignedFace.SIDE * 3, (byte) 255);

        assertThat(Thumbnail.of(new AlignedFace(bgr)).difference(dark)).isZero();
    }

    @Test
    void shouldTellTheMeanDifferenceInGreyLevelsEitherWay() {
        Thumbnail dark = Thumbnail.of(TestSightings.grey(100));
        Thumbnail light = Thumbnail.of(TestSightings.grey(230));

        assertThat(dark.difference(light)).isEqualTo(130);
        assertThat(light.difference(dark)).isEqualTo(130);
        assertThat(light.difference(light)).isZero();
    }

    @Test
    void shouldBeTheSameAfterItWasStored() {
        Thumbnail stored = Thumbnail.of(TestSightings.grey(130));

        assertThat(Thumbnail.of(stored.bytes()).difference(stored)).isZero();
    }
}
