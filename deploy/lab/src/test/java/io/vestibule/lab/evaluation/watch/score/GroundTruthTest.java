package io.vestibule.lab.evaluation.watch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.evaluation.watch.score.GroundTruth.Visit;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five frames a second, 640 pixels wide. A face is 64 pixels wide unless stated otherwise. */
class GroundTruthTest {

    private static final int WIDTH = 640;

    @Test
    void shouldNeedEveryFrameWhenAFaceWalksThrough() {
        // When
        GroundTruth truth = truth(50, i -> i >= 10 && i < 30 ? List.of(face(20 * i, 64)) : List.of());

        // Then
        assertThat(needed(truth)).isEqualTo(frames(10, 29));
        assertThat(truth.visits()).containsExactly(new Visit(10, 29));
    }

    @Test
    void shouldNeedEveryFrameWhenAFaceOnlyGrows() {
        // When
        GroundTruth truth = truth(20, i -> i >= 5 && i < 15 ? List.of(face(300, 64 + 8 * (i - 5))) : List.of());

        // Then
        assertThat(needed(truth)).isEqualTo(frames(5, 14));
    }

    @Test
    void shouldNeedFramesUntilEightSecondsAfterTheLastMoveWhenAFaceStandsStill() {
        // When a face walks for a second, by 16 pixels a frame, and then stands
        GroundTruth truth = truth(100, i -> i < 10 ? List.of() : List.of(face(300 + 16 * Math.min(5, i - 10), 64)));

        // Then the last move was from frame 14 to 15, and the window contains frame 14 until 54
        assertThat(needed(truth)).isEqualTo(frames(10, 14 + 40));
    }

    @Test
    void shouldNeedNoFrameWhenAPosterIsHung() {
        // When its box trembles a little, as boxes do
        GroundTruth truth = truth(400, i -> i < 100 ? List.of() : List.of(face(300 + i % 3, 64)));

        // Then
        assertThat(needed(truth)).isEmpty();
        assertThat(truth.people()).isEmpty();
    }

    @Test
    void shouldNotLinkAPosterWithAPersonWhenTheyPassInFrontOfIt() {
        // When
        GroundTruth truth = truth(400, i -> {
            List<BoundingBox> faces = new ArrayList<>();
            double walker = 20.0 * (i - 200);
            boolean walks = walker > 0 && walker < WIDTH;
            if (!walks || Math.abs(walker - 300) > 60) {
                faces.add(face(300, 64));
            }
            if (walks) {
                faces.add(face(walker, 70));
            }
            return faces;
        });

        // Then all frames are needed except possibly the one in which the person exactly hides the poster
        assertThat(truth.visits()).containsExactly(new Visit(201, 231));
        assertThat(needed(truth)).hasSizeBetween(30, 31);
    }

    @Test
    void shouldNeedNoFrameWhenADetectionIsTooShortOrTooSmall() {
        // When
        GroundTruth truth = truth(
                20,
                i -> i == 3 || i == 4 ? List.of(face(300 + 30 * i, 64)) : i > 9 ? List.of(face(8 * i, 12)) : List.of());

        // Then
        assertThat(needed(truth)).isEmpty();
    }

    @Test
    void shouldJoinStretchesToOneVisitWhenTheyAreAtMostTwoSecondsApart() {
        // When
        GroundTruth truth = truth(
                80,
                i -> i < 10 || (i >= 19 && i < 30) || (i >= 45 && i < 55) ? List.of(face(100 + 8 * i, 64)) : List.of());

        // Then
        assertThat(truth.visits()).containsExactly(new Visit(0, 29), new Visit(45, 54));
    }

    private static BoundingBox face(double x, double width) {
        return new BoundingBox((float) (x - width / 2), 100, (float) (x + width / 2), (float) (100 + width));
    }

    private static GroundTruth truth(int frames, IntFunction<List<BoundingBox>> faces) {
        List<Duration> times = IntStream.range(0, frames)
                .mapToObj(i -> Duration.ofMillis(200L * i))
                .toList();
        return GroundTruth.of(IntStream.range(0, frames).mapToObj(faces).toList(), times, WIDTH);
    }

    private static List<Integer> needed(GroundTruth truth) {
        return IntStream.range(0, truth.frames()).filter(truth::needs).boxed().toList();
    }

    private static List<Integer> frames(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
