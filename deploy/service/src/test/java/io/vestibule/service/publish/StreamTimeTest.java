package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.publish.StreamTime.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamTimeTest {
    private static final long SECOND = 1_000_000;

    private final StreamTime time = new StreamTime(Duration.ofMillis(200));

    @Test
    void shouldCountFromTheFirstPicture() {
        assertThat(steps(7 * SECOND, 7 * SECOND + 250_000, 9 * SECOND)).containsExactly(at(0), at(250), at(2000));
    }

    @Test
    void shouldContinueAtOnceWhenTheStreamsClockIsSetBack() {
        assertThat(steps(60 * SECOND, 61 * SECOND, SECOND, 2 * SECOND))
                .containsExactly(at(0), at(1000), segment(1200), at(2200));
    }

    @Test
    void shouldContinueAtOnceWhenTheStreamsClockIsSetForward() {
        assertThat(steps(0, 3600 * SECOND, 3601 * SECOND)).containsExactly(at(0), segment(200), at(1200));
    }

    @Test
    void shouldContinueWhenATimeStampOf33BitsStartsAgain() {
        // Given
        long last = (1L << 33) * 100 / 9;

        // When
        List<Step> steps = steps(last, 0, 200_000);

        // Then
        assertThat(steps).containsExactly(at(0), segment(200), at(400));
    }

    @Test
    void shouldAcceptAShortStepBackWithoutProgress() {
        assertThat(steps(SECOND, 2 * SECOND, 2 * SECOND - 100_000, 2 * SECOND + 100_000))
                .containsExactly(at(0), at(1000), at(1000), at(1200));
    }

    @Test
    void shouldAcceptLongGapsOfATimeLapse() {
        // Given
        StreamTime lapse = new StreamTime(Duration.ofMinutes(1));
        lapse.advance(OptionalLong.of(0));

        // When
        Step next = lapse.advance(OptionalLong.of(60 * SECOND));

        // Then
        assertThat(next).isEqualTo(at(60_000));
    }

    @Test
    void shouldCountIntervalsWithoutTimeStamps() {
        // Given
        time.advance(OptionalLong.empty());

        // When
        Step next = time.advance(OptionalLong.empty());

        // Then
        assertThat(next).isEqualTo(at(200));
    }

    private List<Step> steps(long... micros) {
        List<Step> steps = new ArrayList<>();
        for (long stamp : micros) {
            steps.add(time.advance(OptionalLong.of(stamp)));
        }
        return steps;
    }

    private static Step at(long millis) {
        return new Step(Duration.ofMillis(millis), false);
    }

    private static Step segment(long millis) {
        return new Step(Duration.ofMillis(millis), true);
    }
}
