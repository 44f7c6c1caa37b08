package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five frames a second. The broker's clock is right. */
class ClockOffsetTest {

    private static final Duration FRAME = Duration.ofMillis(200);

    private final ClockOffset offset = new ClockOffset();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void shouldKnowTheOffsetWhenTheDifferenceIsConstantForTenSeconds() {
        // When
        receive(52, Duration.ofSeconds(30));

        // Then
        assertThat(offset.known()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldKnowTheSmallestDifferenceWhenTheNetworkDelaysFrames() {
        // When
        for (int i = 0; i < 60; i++) {
            receive(1, Duration.ofSeconds(30).plusMillis(i % 7 * 100L));
        }

        // Then
        assertThat(offset.known()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldBeNegativeWhenTheCamerasClockIsAhead() {
        // When
        receive(52, Duration.ofSeconds(-20));

        // Then
        assertThat(offset.known()).isEqualTo(Duration.ofSeconds(-20));
    }

    @Test
    void shouldKnowTheOffsetOfACameraThatSendsAFrameInFiveSeconds() {
        // When
        for (int i = 0; i < 6; i++) {
            receive(1, Duration.ofSeconds(30));
            now = now.plusSeconds(5);
        }

        // Then
        assertThat(offset.known()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldBeUnknownWhenAStalledStreamCatchesUp() {
        // When a link delivers frames twice as fast as they were captured, after a stall of a minute
        for (int i = 0; i < 300; i++) {
            receive(1, Duration.ofMillis(60_000 - 200L * i));

            // Then
            assertThat(offset.known()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 150, 1999, -1999})
    void shouldBeUnknownWhenTheDifferenceIsSmall(long millis) {
        // When
        receive(200, Duration.ofMillis(millis));

        // Then
        assertThat(offset.known()).isNull();
    }

    @Test
    void shouldRemainWhenSomeFramesAreDelayedFurther() {
        // Given
        receive(52, Duration.ofSeconds(30));

        // When
        receive(25, Duration.ofSeconds(30));
        receive(25, Duration.ofSeconds(38));
        receive(60, Duration.ofSeconds(30));

        // Then
        assertThat(offset.known()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldBeUnknownWhenTheClockHasBeenCorrected() {
        // Given
        receive(52, Duration.ofSeconds(30));

        // When
        receive(110, Duration.ofMillis(50));

        // Then
        assertThat(offset.known()).isNull();
    }

    /** Frames that the broker receives that long after the time that the camera states. */
    private void receive(int frames, Duration difference) {
        for (int i = 0; i < frames; i++) {
            offset.add(now.minus(difference), now);
            now = now.plus(FRAME);
        }
    }
}
