package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times are in tenths of a second. */
class LatenessTest {
    private static final long TENTH = 100_000_000;

    private final Lateness lateness = new Lateness(0, true);

    @Test
    void shouldUseTheArrivalWhenNothingIsHeldBack() {
        assertThat(captured(packet(0, 70), packet(2, 72), packet(5, 74))).containsExactly(0L, 2L, 5L);
    }

    @Test
    void shouldKeepTheTimesOfPacketsThatAStallDelivered() {
        assertThat(captured(packet(0, 0), packet(2, 2), packet(42, 4), packet(42, 6), packet(42, 42), packet(44, 44)))
                .containsExactly(0L, 2L, 4L, 6L, 42L, 44L);
    }

    @Test
    void shouldSpreadThePacketsThatArrivedDuringTheExaminationOfTheStream() {
        assertThat(captured(packet(20, 0), packet(20, 2), packet(20, 18), packet(22, 22)))
                .containsExactly(0L, 2L, 18L, 22L);
    }

    @Test
    void shouldNotTakeASlowNominalRateForLateness() {
        assertThat(captured(packet(0, 0), packet(20, 1), packet(40, 2), packet(60, 3)))
                .containsExactly(0L, 20L, 40L, 60L);
    }

    @Test
    void shouldKeepTheTimesOfPacketsThatALongStallDelivered() {
        assertThat(captured(packet(0, 0), packet(2, 2), packet(302, 4), packet(302, 6), packet(302, 302)))
                .containsExactly(0L, 2L, 4L, 6L, 302L);
    }

    @Test
    void shouldNotAddUpTheErrorOfASlowClock() {
        // Given
        Packet[] halfAnHour = IntStream.range(0, 9_000)
                .mapToObj(i -> packet(20 + 2L * i, 2L * i - i / 50))
                .toArray(Packet[]::new);

        // When
        List<Long> captured = captured(halfAnHour);

        // Then
        assertThat(captured.get(0)).isZero();
        assertThat(captured.get(8_999)).isEqualTo(halfAnHour[8_999].arrival());
    }

    @Test
    void shouldUseTheArrivalAfterTheStreamsClockWasSet() {
        assertThat(captured(packet(20, 1000), packet(22, 5), packet(24, 7))).containsExactly(0L, 22L, 24L);
    }

    @Test
    void shouldUseTheArrivalWhenTheStreamHasNoClock() {
        // Given
        Lateness unclocked = new Lateness(0, false);

        // When
        long captured = unclocked.capturedAt(20 * TENTH, OptionalLong.of(0));

        // Then
        assertThat(captured).isEqualTo(20 * TENTH);
    }

    private record Packet(long arrival, long stamp) {}

    private static Packet packet(long arrival, long stamp) {
        return new Packet(arrival, stamp);
    }

    private List<Long> captured(Packet... packets) {
        List<Long> times = new ArrayList<>();
        for (Packet packet : packets) {
            times.add(lateness.capturedAt(packet.arrival() * TENTH, OptionalLong.of(packet.stamp() * TENTH)) / TENTH);
        }
        return times;
    }
}
