package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.DrawnPictures;
import io.vestibule.service.testing.SentFrames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class FramePublisherTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    @TempDir
    Path directory;

    @Test
    void shouldKeepCaptureTimesAfterTheStartWhenTheClockIsSetBack() throws InterruptedException {
        // Given
        Path first = DrawnPictures.small(directory, "a.jpg");
        Path second = DrawnPictures.small(directory, "b.jpg");
        PublishRequest request = new PublishRequest(
                "door-1",
                new SourceAddress.Images(List.of(first, second)),
                OptionalDouble.empty(),
                Double.POSITIVE_INFINITY,
                false,
                Spectrum.VISIBLE,
                false);

        // When
        try (Cluster cluster = BROKER.connect()) {
            new FramePublisher(cluster, Topics.defaults().frames(), new ClockSetBack())
                    .publish(request, StopSignal.manual());
        }

        // Then
        assertThat(SentFrames.of(BROKER, "door-1"))
                .extracting(Frame::getCapturedAt)
                .containsExactly(START.plus(1, ChronoUnit.MICROS), START.plus(2, ChronoUnit.MICROS));
    }

    /** Returns the start once, and one hour earlier from then on. */
    private static final class ClockSetBack extends Clock {
        private boolean started;

        @Override
        public Instant instant() {
            Instant time = started ? START.minus(Duration.ofHours(1)) : START;
            started = true;
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("not needed in this test");
        }
    }
}
