package io.vestibule.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.models.geometry.BoundingBox;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorDecoderTest {

    @Test
    void shouldUseTheSecondScoreAndTheFourSidesOfEachAnchor() {
        // Given
        FloatBuffer scores = FloatBuffer.wrap(new float[] {0.9f, 0.1f, 0.2f, 0.8f});
        FloatBuffer boxes = FloatBuffer.wrap(new float[] {0, 0, 1, 1, 0.1f, 0.2f, 0.3f, 0.4f});

        // When
        List<Detection> candidates = AnchorDecoder.decode(scores, boxes, 0.7f);

        // Then
        assertThat(candidates).containsExactly(new Detection(new BoundingBox(0.1f, 0.2f, 0.3f, 0.4f), 0.8f));
    }

    @Test
    void shouldSkipAnchorsWhenScoreIsNotANumberOrBoxIsEmpty() {
        // Given
        FloatBuffer scores = FloatBuffer.wrap(new float[] {0, Float.NaN, 0, 1, 0, 1});
        FloatBuffer boxes = FloatBuffer.wrap(new float[] {0, 0, 1, 1, 0.5f, 0, 0.5f, 1, 0, Float.NaN, 1, 1});

        // Then
        assertThat(AnchorDecoder.decode(scores, boxes, 0.7f)).isEmpty();
    }

    @Test
    void shouldRefuseBoxesWhenTheirNumberDoesNotMatchTheScores() {
        assertThatThrownBy(() -> AnchorDecoder.decode(FloatBuffer.allocate(4), FloatBuffer.allocate(4), 0.7f))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
