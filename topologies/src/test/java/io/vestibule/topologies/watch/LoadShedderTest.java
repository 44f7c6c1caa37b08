package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** With a deadline of 5 s, frames under 1.25 s are fresh. A bell counts for 10 s. Five frames a second. */
class LoadShedderTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration FRAME = Duration.ofMillis(200);
    private static final Duration FRESH = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofMillis(3000);
    private static final Duration OVERDUE = Duration.ofMillis(5001);

    private final LoadShedder shedder = new LoadShedder(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private final TestCamera front = new TestCamera("front");
    private final TestCamera back = new TestCamera("back");

    @Nested
    class Deadline {

        @Test
        void shouldShedNothingWhenFramesAreNotOlderThanTheDeadline() {
            // Given
            front.send(50, FRESH);
            front.send(50, LATE);

            // When
            front.send(50, Duration.ofSeconds(5));

            // Then
            assertThat(front.shed).isZero();
        }

        @Test
        void shouldAdmitOneFrameInEachSecondWhenFramesAreOverdue() {
            // Given
            front.send(1, FRESH);

            // When
            int shed = front.send(50, OVERDUE);

            // Then
            assertThat(shed).isEqualTo(40);
            assertThat(front.admittedAt.subList(1, 11))
                    .isEqualTo(IntStream.rangeClosed(1, 10)
                            .mapToObj(second -> START.plusSeconds(second))
                            .toList());
        }

        @Test
        void shouldContinueSheddingWhenFramesAreNotFreshYet() {
            // Given
            front.send(1, FRESH);
            front.send(5, OVERDUE);

            // When
            int shed = front.send(10, Duration.ofMillis(1250));

            // Then
            assertThat(shed).isEqualTo(8);
        }

        @Test
        void shouldStopSheddingWhenAFrameIsFresh() {
            // Given
            front.send(1, FRESH);
            front.send(5, OVERDUE);
            front.send(10, Duration.ofMillis(1249));

            // When
            int shed = front.send(10, LATE);

            // Then
            assertThat(shed).as("the queue may grow to the deadline again").isZero();
        }

        @Test
        void shouldReduceTheLatencyWhenTheMachineIsTooSlow() {
            // Given five frames a second, of which the machine can analyze three
            Duration analysis = Duration.ofMillis(333);
            Instant free = START;
            List<Duration> ages = new ArrayList<>();

            // When
            for (int i = 0; i < 1000; i++) {
                Instant capturedAt = START.plus(FRAME.multipliedBy(i));
                Instant turn = free.isAfter(capturedAt) ? free : capturedAt;
                if (shedder.admit("front", false, capturedAt, Duration.between(capturedAt, turn), turn)) {
                    ages.add(Duration.between(capturedAt, turn));
                    free = turn.plus(analysis);
                }
            }

            // Then
            assertThat(ages).allMatch(age -> age.compareTo(OVERDUE) < 0);
            assertThat(ages.stream().filter(age -> age.compareTo(LATE) < 0).count())
                    .as("frames analyzed within three seconds, of %d", ages.size())
                    .isGreaterThan(ages.size() / 2);
            assertThat(ages).as("the machine is busy").hasSizeGreaterThan(550);
        }

        @Test
        void shouldNotShedACameraWhenOnlyAnotherIsOverdue() {
            // Given
            front.send(1, FRESH);
            back.send(1, FRESH);
            front.send(5, OVERDUE);

            // When
            int shed = back.send(20, LATE);

            // Then
            assertThat(shed).isZero();
        }
    }

    @Nested
    class Clocks {

        @Test
        void shouldAdmitOneFrameInEachSecondWhenTheClockIsAnHourSlow() {
            // Given
            front.send(1, Duration.ofHours(1));

            // When
            int shed = front.send(50, Duration.ofHours(1));

            // Then
            assertThat(shed).isEqualTo(40);
        }

        @Test
        void shouldShedNothingWhenTheClockIsFast() {
            // When
            int shed = front.send(50, Duration.ofSeconds(-30));

            // Then
            assertThat(shed).isZero();
        }

        @Test
        void shouldAdmitTheFirstFrameWhenTheClockWasSetBack() {
            // Given
            front.send(10, OVERDUE);
            front.time = START.minusSeconds(3600);
            shedder.restart("front");

            // When
            int shed = front.send(1, OVERDUE);

            // Then
            assertThat(shed).isZero();
        }

        @Test
        void shouldAdmitOneFrameInEachSecondWhenTheClockWasSetBack() {
            // Given
            front.send(10, OVERDUE);
            front.time = START.minusSeconds(3600);
            shedder.restart("front");
            front.send(1, OVERDUE);

            // When
            int shed = front.send(10, OVERDUE);

            // Then
            assertThat(shed).isEqualTo(8);
        }
    }

    @Nested
    class Ringing {

        @Test
        void shouldShedNothingForTenSecondsWhenACameraRings() {
            // Given
            front.send(10, OVERDUE);
            front.ring(OVERDUE);

            // When
            int shed = front.send(49, OVERDUE);

            // Then
            assertThat(shed).isZero();
        }

        @Test
        void shouldShedAgainWhenTheRingIsTenSecondsAgo() {
            // Given
            front.send(10, OVERDUE);
            front.ring(OVERDUE);
            front.send(49, OVERDUE);

            // When
            int shed = front.send(10, OVERDUE);

            // Then
            assertThat(shed).isEqualTo(8);
        }

        @Test
        void shouldShedLateFramesOfOtherCamerasWhenARingingCameraIsLate() {
            // Given
            back.send(1, LATE);
            front.ring(LATE);

            // When
            int shed = back.send(50, LATE);

            // Then
            assertThat(shed).isEqualTo(40);
        }

        @Test
        void shouldNotShedFreshFramesOfOtherCamerasWhenARingingCameraIsLate() {
            // Given
            back.send(1, LATE);
            front.ring(LATE);

            // When
            int shed = back.send(10, FRESH);

            // Then
            assertThat(shed).isZero();
        }

        @Test
        void shouldNotShedOtherCamerasWhenARingingCameraIsNotLate() {
            // Given
            front.ring(FRESH);

            // When
            int shed = back.send(50, LATE);

            // Then
            assertThat(shed).isZero();
        }

        @Test
        void shouldNotShedOtherCamerasWhenTheRingingCameraHasCaughtUp() {
            // Given
            front.ring(LATE);
            back.send(10, LATE);
            front.send(1, FRESH);

            // When
            int shed = back.send(10, LATE);

            // Then
            assertThat(shed).isZero();
        }

        @Test
        void shouldNotShedOtherCamerasWhenNoFrameOfTheRingingCameraArrivedForTenSeconds() {
            // Given
            front.ring(LATE);
            int shedBefore = back.send(50, LATE);

            // When
            int shed = back.send(50, LATE);

            // Then
            assertThat(shedBefore).isEqualTo(40);
            assertThat(shed).isZero();
        }
    }

    /** Sends frames, and records which are admitted. */
    private final class TestCamera {

        private final String id;
        private final List<Instant> admittedAt = new ArrayList<>();
        private int shed;
        private Instant time = START;

        private TestCamera(String id) {
            this.id = id;
        }

        /** Returns how many of the frames are shed. */
        int send(int frames, Duration age) {
            int before = shed;
            for (int i = 0; i < frames; i++) {
                send(false, age);
            }
            return shed - before;
        }

        void ring(Duration age) {
            send(true, age);
        }

        private void send(boolean rings, Duration age) {
            if (shedder.admit(id, rings, time, age, time.plus(age))) {
                admittedAt.add(time);
            } else {
                shed++;
            }
            time = time.plus(FRAME);
        }
    }
}
