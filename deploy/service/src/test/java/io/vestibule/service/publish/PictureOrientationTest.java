package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureOrientationTest {
    private static final int ONE = 1 << 16;

    /** The upper left corner is red. */
    private final BufferedImage picture = picture();

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        " 1,  0,  0,  1, 0 degrees,             4x3, 0, 0",
        " 0,  1, -1,  0, 90 degrees clockwise,  3x4, 2, 0",
        "-1,  0,  0, -1, 180 degrees,           4x3, 3, 2",
        " 0, -1,  1,  0, 270 degrees clockwise, 3x4, 0, 3",
        "-1,  0,  0,  1, mirrored,              4x3, 3, 0",
        " 1,  0,  0, -1, upside down,           4x3, 0, 2"
    })
    void shouldTurnAPicture(int a, int b, int c, int d, String name, String size, int redX, int redY) {
        // Given
        int[] matrix = {a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, 0, 0, 1 << 30};

        // When
        BufferedImage turned = PictureOrientation.of(matrix).apply(picture);

        // Then
        assertThat(turned.getWidth() + "x" + turned.getHeight()).as(name).isEqualTo(size);
        assertThat(new Color(turned.getRGB(redX, redY))).isEqualTo(Color.RED);
    }

    @Test
    void shouldIgnoreAMatrixThatIsNoQuarterTurn() {
        // Given
        int half = ONE / 2;

        // When
        PictureOrientation orientation =
                PictureOrientation.of(new int[] {half, half, 0, -half, half, 0, 0, 0, 1 << 30});

        // Then
        assertThat(orientation).isEqualTo(PictureOrientation.UPRIGHT);
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
        picture.setRGB(0, 0, Color.RED.getRGB());
        return picture;
    }
}
