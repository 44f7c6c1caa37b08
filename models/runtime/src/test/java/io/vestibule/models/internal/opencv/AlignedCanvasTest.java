package io.vestibule.models.internal.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.face.AlignedFace;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlignedCanvasTest {

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    @Test
    void shouldFindNoSharpnessInAFlatFaceAndTellHowBrightItIs() {
        AlignedCanvas.Light light = light((x, y) -> 51);

        assertThat(light.sharpness()).isZero();
        assertThat(light.brightness()).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void shouldFindTheGreatestSharpnessInACheckerboard() {
        // Given black and white in turn: each pixel's four neighbours are its opposite, so the Laplacian is +-4 x 255
        AlignedCanvas.Light light = light((x, y) -> (x + y) % 2 * 255);

        // Then its variance is the square of that
        assertThat(light.sharpness()).isCloseTo(1020f * 1020f, within(1f));
        assertThat(light.brightness()).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void shouldNotMeasureTheMargin() {
        // Given a flat face in a checkered margin
        int first = AlignedFace.MARGIN;
        int last = AlignedFace.MARGIN + AlignedFace.TEMPLATE - 1;

        // When
        AlignedCanvas.Light light =
                light((x, y) -> x < first || x > last || y < first || y > last ? (x + y) % 2 * 255 : 100);

        // Then
        assertThat(light.sharpness()).isZero();
    }

    private static AlignedCanvas.Light light(IntBinaryOperator grey) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int i = 0; i < bgr.length; i++) {
            int pixel = i / 3;
            bgr[i] = (byte) grey.applyAsInt(pixel % AlignedFace.SIDE, pixel / AlignedFace.SIDE);
        }
        try (AlignedCanvas canvas = AlignedCanvas.of(new AlignedFace(bgr))) {
            return canvas.light();
        }
    }
}
