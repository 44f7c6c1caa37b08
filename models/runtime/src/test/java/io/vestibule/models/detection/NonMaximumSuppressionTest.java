package io.vestibule.models.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.geometry.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {

    private static final Detection LEFT = new Detection(new BoundingBox(0, 0, 0.2f, 0.2f), 0.8f);

    /** It shares two thirds of its width with LEFT, which is an intersection over union of one half. */
    private static final Detection LEFT_SHIFTED = new Detection(new BoundingBox(0.0667f, 0, 0.2667f, 0.2f), 0.9f);

    private static final Detection RIGHT = new Detection(new BoundingBox(0.7f, 0, 0.9f, 0.2f), 0.7f);

    @Test
    void shouldKeepTheBetterDetectionWhenTwoOverlap() {
        assertThat(NonMaximumSuppression.apply(List.of(LEFT, LEFT_SHIFTED), 0.3f))
                .containsExactly(LEFT_SHIFTED);
    }

    @Test
    void shouldKeepBothWhenTheirOverlapIsAllowed() {
        assertThat(NonMaximumSuppression.apply(List.of(LEFT, LEFT_SHIFTED), 0.51f))
                .containsExactly(LEFT_SHIFTED, LEFT);
    }

    @Test
    void shouldReturnTheBestFirst() {
        assertThat(NonMaximumSuppression.apply(List.of(RIGHT, LEFT_SHIFTED), 0.3f))
                .containsExactly(LEFT_SHIFTED, RIGHT);
    }

    @Test
    void shouldNotSuppressABoxWhenItOnlyOverlapsASuppressedOne() {
        // Given
        // Three boxes in a row, each with an overlap of one half; the middle one has the second best score.
        Detection first = new Detection(new BoundingBox(0, 0, 0.3f, 1), 0.9f);
        Detection middle = new Detection(new BoundingBox(0.1f, 0, 0.4f, 1), 0.8f);
        Detection last = new Detection(new BoundingBox(0.2f, 0, 0.5f, 1), 0.7f);

        // When
        List<Detection> kept = NonMaximumSuppression.apply(List.of(first, middle, last), 0.3f);

        // Then
        assertThat(kept).containsExactly(first, last);
    }

    @Test
    void shouldReturnNothingWhenThereAreNoDetections() {
        assertThat(NonMaximumSuppression.apply(List.of(), 0.3f)).isEmpty();
    }
}
