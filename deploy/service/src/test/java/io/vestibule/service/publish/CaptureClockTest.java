package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.publish.CaptureClock.Stamp;
import io.vestibule.service.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class CaptureClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final SettableClock time = new SettableClock(START);
    private final CaptureClock clock = new CaptureClock(time, time::nanoTime);

    @Test
    void shouldStartTheEpochWithTheFirstPicture() {
        assertThat(stamp()).isEqualTo(new Stamp(micros(START), 0, START));
    }

    @Test
    void shouldFollowTheMonotonicClock() {
        // Given
        stamp();
        time.pass(Duration.ofSeconds(5));

        // When
        Stamp next = stamp();

        // Then
        assertThat(next).isEqualTo(new Stamp(micros(START), 1, START.plusSeconds(5)));
    }

    @Test
    void shouldBeginAnotherEpochAtOnceWhenTheWallClockIsSetBack() {
        // Given
        stamp();
        time.pass(Duration.ofSeconds(75));
        time.set(START.plusSeconds(15));

        // When
        Stamp next = stamp();

        // Then
        assertThat(next).isEqualTo(new Stamp(micros(START.plusSeconds(15)), 0, START.plusSeconds(15)));
    }

    @Test
    void shouldBeginAnotherEpochWhenTheWallClockIsSetForward() {
        // Given
        stamp();
        time.set(START.plusSeconds(3600));

        // When
        Stamp next = stamp();

        // Then
        assertThat(next).isEqualTo(new Stamp(micros(START.plusSeconds(3600)), 0, START.plusSeconds(3600)));
    }

    @Test
    void shouldIgnoreASmallCorrectionOfTheWallClock() {
        // Given
        stamp();
        time.pass(Duration.ofSeconds(5));
        time.set(START.plusSeconds(5).minusMillis(900));

        // When
        Stamp next = stamp();

        // Then
        assertThat(next).isEqualTo(new Stamp(micros(START), 1, START.plusSeconds(5)));
    }

    @Test
    void shouldBeginAnotherEpochWhenTheSourcesClockWasSet() {
        // Given
        stamp();
        time.pass(Duration.ofSeconds(1));

        // When
        Stamp next = clock.stamp(time.nanoTime(), true);

        // Then
        assertThat(next).isEqualTo(new Stamp(micros(START.plusSeconds(1)), 0, START.plusSeconds(1)));
    }

    @Test
    void shouldKeepTheTimeOfALatePicture() {
        // Given
        stamp();
        long captured = time.nanoTime() + Duration.ofSeconds(1).toNanos();
        time.pass(Duration.ofSeconds(40));

        // When
        Stamp late = clock.stamp(captured, false);

        // Then
        assertThat(late.capturedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void shouldIncreaseCaptureTimesWhenPicturesHaveTheSameTime() {
        // Given
        stamp();

        // When
        Stamp next = stamp();

        // Then
        assertThat(next.capturedAt()).isEqualTo(START.plus(1, ChronoUnit.MICROS));
    }

    private Stamp stamp() {
        return clock.stamp(time.nanoTime(), false);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
