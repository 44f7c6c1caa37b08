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
    void shouldMeasureNoSharpnessWhenTheFaceIsUniform() {
        // When
        AlignedCanvas.Measures measures = measure((x, y) -> 51);

        // Then
        assertThat(measures.sharpness()).isZero();
        assertThat(measures.brightness()).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void shouldMeasureTheMaximumSharpnessWhenTheFaceIsACheckerboard() {
        // When
        // Each pixel's four neighbours have the opposite colour, so the Laplacian is +-4 x 255.
        AlignedCanvas.Measures measures = measure((x, y) -> (x + y) % 2 * 255);

        // Then
        assertThat(measures.sharpness()).isCloseTo(1020f * 1020f, within(1f));
        assertThat(measures.brightness()).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void shouldNotMeasureTheMargin() {
        // Given
        // A uniform face in a margin with a checkerboard.
        int first = AlignedFace.MARGIN;
        int last = AlignedFace.MARGIN + AlignedFace.TEMPLATE - 1;

        // When
        AlignedCanvas.Measures measures =
                measure((x, y) -> x < first || x > last || y < first || y > last ? (x + y) % 2 * 255 : 100);

        // Then
        assertThat(measures.sharpness()).isZero();
    }

    private static AlignedCanvas.Measures measure(IntBinaryOperator grey) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int i = 0; i < bgr.length; i++) {
            int pixel = i / 3;
            bgr[i] = (byte) grey.applyAsInt(pixel % AlignedFace.SIDE, pixel / AlignedFace.SIDE);
        }
        try (AlignedCanvas canvas = AlignedCanvas.of(new AlignedFace(bgr))) {
            return canvas.measure();
        }
    }
}
