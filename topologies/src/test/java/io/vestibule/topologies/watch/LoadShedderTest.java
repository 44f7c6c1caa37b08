package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deadline of five seconds, so fresh under 1.25; a bell counts for ten. Five frames a second. */
class LoadShedderTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration FRAME = Duration.ofMillis(200);
    private static final Duration FRESH = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofMillis(3000);
    private static final Duration OVERDUE = Duration.ofMillis(5001);

    private final LoadShedder shedding = new LoadShedder(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private final Camera front = new Camera("front");
    private final Camera back = new Camera("back");

    @Test
    void shouldShedNothingUpToTheDeadline() {
        assertThat(front.send(50, FRESH)).isZero();
        assertThat(front.send(50, LATE)).isZero();
        assertThat(front.send(50, Duration.ofSeconds(5))).isZero();
    }

    @Test
    void shouldLookAtOneFrameInEachSecondWhenOverdue() {
        front.send(1, FRESH);

        assertThat(front.send(50, OVERDUE)).isEqualTo(40);
        assertThat(front.lookedAt.subList(1, 11))
                .isEqualTo(IntStream.rangeClosed(1, 10)
                        .mapToObj(second -> START.plusSeconds(second))
                        .toList());
    }

    @Test
    void shouldGoOnUntilAFreshFrameIsReached() {
        // Given
        front.send(1, FRESH);
        front.send(5, OVERDUE);

        // When frames are under the deadline again, but not fresh
        int shed = front.send(10, Duration.ofMillis(1250));

        // Then
        assertThat(shed).isEqualTo(8);
        assertThat(front.send(10, Duration.ofMillis(1249))).isZero();
        assertThat(front.send(10, LATE))
                .as("a new line is let grow to the deadline")
                .isZero();
    }

    @Test
    void shouldLetTheLatencyRecoverInsteadOfHoveringAtTheDeadline() {
        // Given five frames a second, of which the machine can look at three, and shed any number
        Duration look = Duration.ofMillis(333);
        Instant free = START;
        Duration worst = Duration.ZERO;
        List<Duration> ages = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Instant capturedAt = START.plus(FRAME.multipliedBy(i));
            Instant turn = free.isAfter(capturedAt) ? free : capturedAt;
            Duration age = Duration.between(capturedAt, turn);

            // When
            if (!shedding.isShed("front", false, capturedAt, turn)) {
                ages.add(age);
                worst = age.compareTo(worst) > 0 ? age : worst;
                free = turn.plus(look);
            }
        }

        // Then
        assertThat(worst).isLessThan(Duration.ofMillis(5001));
        assertThat(ages.stream().filter(age -> age.compareTo(LATE) < 0).count())
                .as("frames looked at within three seconds, of %d", ages.size())
                .isGreaterThan(ages.size() / 2);
        assertThat(ages).as("the machine is kept busy").hasSizeGreaterThan(550);
    }

    @Test
    void shouldDoTheSameForEachCameraByItself() {
        front.send(1, FRESH);
        back.send(1, FRESH);

        front.send(5, OVERDUE);

        assertThat(back.send(20, LATE)).isZero();
    }

    @Test
    void shouldStillLookAtACameraWhoseClockIsBehind() {
        // When its frames seem to be an hour old, all of them
        front.send(1, Duration.ofHours(1));

        // Then
        assertThat(front.send(50, Duration.ofHours(1))).isEqualTo(40);
    }

    @Test
    void shouldShedNothingOfACameraWhoseClockIsAhead() {
        assertThat(front.send(50, Duration.ofSeconds(-30))).isZero();
    }

    @Test
    void shouldLookAtTheFirstFrameAfterTheClockWasPutBack() {
        front.send(10, OVERDUE);
        front.time = START.minusSeconds(3600);

        shedding.begin("front");

        assertThat(front.send(1, OVERDUE)).isZero();
        assertThat(front.send(10, OVERDUE)).isEqualTo(8);
    }

    // The bell

    @Test
    void shouldNeverShedACameraThatRingsForTenSeconds() {
        // Given
        front.send(10, OVERDUE);

        // When
        assertThat(front.ring(OVERDUE)).isFalse();

        // Then
        assertThat(front.send(49, OVERDUE)).isZero();
        assertThat(front.send(10, OVERDUE)).isEqualTo(8);
    }

    @Test
    void shouldMakeWayForACameraThatRingsAndIsLate() {
        // Given
        back.send(1, LATE);

        // When
        front.ring(LATE);

        // Then
        assertThat(back.send(50, LATE)).as("down to a look in each second").isEqualTo(40);
        assertThat(back.send(10, FRESH)).as("not late themselves").isZero();
    }

    @Test
    void shouldNotMakeWayForACameraThatRingsAndIsNotLate() {
        front.ring(FRESH);

        assertThat(back.send(50, LATE)).isZero();
    }

    @Test
    void shouldStopMakingWayWhenTheCameraThatRingsHasCaughtUp() {
        front.ring(LATE);
        back.send(10, LATE);

        front.send(1, FRESH);

        assertThat(back.send(10, LATE)).isZero();
    }

    @Test
    void shouldStopMakingWayWhenTheCameraThatRingsIsHeardOfNoMore() {
        // Given
        front.ring(LATE);

        // When
        assertThat(back.send(50, LATE)).isEqualTo(39 + 1);
        int later = back.send(50, LATE);

        // Then, ten seconds after
        assertThat(later).isZero();
    }

    /** Sends frames, and notes which are looked at. */
    private final class Camera {

        private final String id;
        private final List<Instant> lookedAt = new ArrayList<>();
        private Instant time = START;

        private Camera(String id) {
            this.id = id;
        }

        /** Tells how many are shed. */
        int send(int frames, Duration age) {
            int shed = 0;
            for (int i = 0; i < frames; i++) {
                shed += isShed(false, age) ? 1 : 0;
            }
            return shed;
        }

        boolean ring(Duration age) {
            return isShed(true, age);
        }

        private boolean isShed(boolean rings, Duration age) {
            boolean shed = shedding.isShed(id, rings, time, time.plus(age));
            if (!shed) {
                lookedAt.add(time);
            }
            time = time.plus(FRAME);
            return shed;
        }
    }
}
