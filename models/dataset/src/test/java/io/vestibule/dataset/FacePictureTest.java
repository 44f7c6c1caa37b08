package io.vestibule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.models.face.AlignedFace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacePictureTest {

    @Test
    void shouldKeepEveryPixel() {
        // Given
        AlignedFace face = DatasetFixtures.face(1);

        // When
        FacePicture picture = FacePicture.of(face);

        // Then
        assertThat(picture.decode().bgr()).isEqualTo(face.bgr());
        assertThat(FacePicture.of(face).png()).isEqualTo(picture.png());
    }

    @Test
    void shouldHaveBlueAndRedInPlaceWhenAnotherProgramReadsIt() throws IOException {
        // Given
        AlignedFace face = DatasetFixtures.face(1);

        // When
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(FacePicture.of(face).png()));

        // Then
        assertThat(image.getRGB(0, 0) & 0xFF).as("blue").isEqualTo(face.bgr()[0] & 0xFF);
        assertThat(image.getRGB(0, 0) >> 16 & 0xFF).as("red").isEqualTo(face.bgr()[2] & 0xFF);
    }

    @Test
    void shouldRejectATruncatedPicture() {
        // Given
        byte[] png = FacePicture.of(DatasetFixtures.face(1)).png();

        // When, then
        assertThatThrownBy(() -> new FacePicture(Arrays.copyOf(png, png.length / 2)).decode())
                .isInstanceOf(DatasetException.class);
        assertThatThrownBy(() -> new FacePicture(new byte[] {1, 2, 3}).decode()).isInstanceOf(DatasetException.class);
    }

    @Test
    void shouldRejectAPictureOfAnotherSize() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(112, 112, BufferedImage.TYPE_3BYTE_BGR), "png", bytes);

        // When, then
        assertThatThrownBy(() -> new FacePicture(bytes.toByteArray()).decode())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("144x144 pixels, not 112x112");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void shouldRejectAPictureOfAnotherColourModel(int type) throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, type), "png", bytes);

        // When, then
        assertThatThrownBy(() -> new FacePicture(bytes.toByteArray()).decode()).isInstanceOf(DatasetException.class);
    }
}
