package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Five frames a second. A camera that is restarted continues with an epoch of the watch's own. */
class FrameOrderTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final long START_MICROS = START.toEpochMilli() * 1000;
    private static final Duration FRAME = Duration.ofMillis(200);

    private final FrameOrder order = new FrameOrder();
    private final List<FrameNumber> numbers = new ArrayList<>();
    private final List<Reason> rejections = new ArrayList<>();
    private Camera camera = Camera.first(frame(7, 0, START));

    @Test
    void shouldNumberFramesAsPublishedWhenTheirPublisherCounts() {
        // When
        send(7, 0, START);
        send(7, 1, START.plus(FRAME));
        send(7, 5, START.plus(FRAME.multipliedBy(5)));

        // Then
        assertThat(numbers).containsExactly(new FrameNumber(7, 0), new FrameNumber(7, 1), new FrameNumber(7, 5));
    }

    @Test
    void shouldAcceptAnotherEpochWhenItIsHigherOrItsFrameIsLater() {
        // Given
        send(7, 100, START);

        // When the clock was put back, and the next publisher has a clock that is not set
        send(8, 0, START.minusSeconds(3600));
        send(3, 0, START.minusSeconds(3599));

        // Then
        assertThat(numbers).endsWith(new FrameNumber(8, 0), new FrameNumber(3, 0));
    }

    @Nested
    class UncountedRestart {

        @Test
        void shouldAssignAnotherEpochWhenTheSequenceIsLowerAndTheFrameLater() {
            // Given
            send(0, 1000, START);
            Instant restart = START.plusSeconds(30);

            // When
            send(0, 0, restart);
            send(0, 1, restart.plus(FRAME));

            // Then
            assertThat(rejections).isEmpty();
            assertThat(numbers)
                    .endsWith(
                            new FrameNumber(START_MICROS + 30_000_000, 0),
                            new FrameNumber(START_MICROS + 30_000_000, 1));
        }

        @Test
        void shouldNumberEachFrameDifferentlyWhenTheSequenceIsAlwaysTheLargestNumber() {
            // When
            for (int i = 0; i < 5; i++) {
                send(0, Long.MAX_VALUE, START.plus(FRAME.multipliedBy(i)));
            }

            // Then
            assertThat(rejections).isEmpty();
            assertThat(numbers).doesNotHaveDuplicates().hasSize(5);
            assertThat(numbers).isSortedAccordingTo(Comparator.comparingLong(FrameNumber::sequence));
        }

        @Test
        void shouldCountFramesWhenThePublisherLeavesTheSequenceOut() {
            // When
            for (int i = 0; i < 5; i++) {
                send(0, 0, START.plus(FRAME.multipliedBy(i)));
            }

            // Then
            assertThat(rejections).isEmpty();
            assertThat(numbers).extracting(FrameNumber::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(numbers).extracting(FrameNumber::epoch).containsOnly(0L);
        }
    }

    @Nested
    class ClockSetBack {

        private final Instant back = START.minusSeconds(60);

        @Test
        void shouldRejectFramesForTwoSecondsAndThenRestart() {
            // Given
            send(7, 100, START);

            // When
            for (int i = 1; i <= 12; i++) {
                send(7, 100 + i, back.plus(FRAME.multipliedBy(i)));
            }

            // Then
            assertThat(rejections).hasSize(10).containsOnly(Reason.NOT_IN_SEQUENCE);
            assertThat(numbers).hasSize(3);
            assertThat(numbers.get(1).epoch()).isGreaterThan(7);
            assertThat(numbers.get(2)).isEqualTo(new FrameNumber(numbers.get(1).epoch(), 112));
        }

        @Test
        void shouldAcceptTheSecondFrameWhenTheCameraIsSlow() {
            // Given
            send(7, 100, START);

            // When
            send(7, 101, back);
            send(7, 102, back.plusSeconds(30));

            // Then
            assertThat(rejections).hasSize(1);
            assertThat(numbers).hasSize(2);
        }

        @Test
        void shouldAssignIncreasingEpochsWhenTheClockIsSetBackAgain() {
            // Given
            send(7, 100, START);
            send(7, 101, back);
            send(7, 102, back.plusSeconds(2));
            long first = camera.assigned().epoch();

            // When
            send(7, 103, back.minusSeconds(60));
            send(7, 104, back.minusSeconds(58));

            // Then
            assertThat(camera.assigned().epoch()).isGreaterThan(first);
        }

        @Test
        void shouldRejectLateFramesForeverWhenFramesInOrderArriveBetweenThem() {
            // Given
            send(7, 100, START);

            // When
            for (int i = 1; i <= 50; i++) {
                send(7, i, back.plus(FRAME.multipliedBy(i)));
                send(7, 100 + i, START.plus(FRAME.multipliedBy(i)));
            }

            // Then
            assertThat(rejections).hasSize(50);
            assertThat(camera.assigned()).isEqualTo(new FrameNumber(7, 150));
        }

        @Test
        void shouldRejectARepeatedFrameHoweverOftenItArrives() {
            // Given
            send(7, 100, START);

            // When
            for (int i = 0; i < 50; i++) {
                send(7, 100, START);
            }

            // Then
            assertThat(rejections).hasSize(50);
        }
    }

    private void send(long epoch, long sequence, Instant capturedAt) {
        Frame frame = frame(epoch, sequence, capturedAt);
        Outcome<FrameNumber> outcome = order.number(frame, camera);
        outcome.ifAccepted(
                number -> {
                    numbers.add(number);
                    Camera before = camera.isRestart(number) ? camera.restarted(frame, number) : camera;
                    camera = before.afterShed(new NumberedFrame(frame, number));
                },
                rejection -> rejections.add(rejection.reason()));
    }

    private static Frame frame(long epoch, long sequence, Instant capturedAt) {
        return Frame.newBuilder()
                .setCamera("front")
                .setEpoch(epoch)
                .setSequence(sequence)
                .setCapturedAt(capturedAt)
                .setEncoding(Encoding.JPEG)
                .build();
    }
}
