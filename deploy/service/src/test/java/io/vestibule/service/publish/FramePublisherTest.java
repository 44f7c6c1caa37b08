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
import io.vestibule.service.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    void shouldContinueInAnotherEpochWhenTheClockIsSetBack() throws InterruptedException {
        // Given
        List<Path> files = List.of(
                DrawnPictures.small(directory, "a.jpg"),
                DrawnPictures.small(directory, "b.jpg"),
                DrawnPictures.small(directory, "c.jpg"));
        SettableClock time = new SettableClock(START);
        Instant earlier = START.minus(Duration.ofHours(1));
        int[] readings = new int[1];

        // When
        PublishSummary summary;
        try (Cluster cluster = BROKER.connect();
                StopSignal stop = StopSignal.manual()) {
            FramePublisher publisher = new FramePublisher(
                    cluster,
                    Topics.defaults().frames(),
                    time,
                    () -> {
                        time.pass(Duration.ofMillis(1));
                        if (readings[0]++ == 6) {
                            time.set(earlier);
                        }
                        return time.nanoTime();
                    },
                    line -> {});
            summary = publisher.publish(request("door-1", new SourceAddress.Images(files)), stop);
        }

        // Then
        List<Frame> frames = SentFrames.of(BROKER, "door-1");
        assertThat(frames).hasSize(3);
        assertThat(frames.get(0).getCapturedAt()).isBetween(START, START.plusSeconds(1));
        assertThat(frames.get(2).getCapturedAt()).isBetween(earlier, earlier.plusSeconds(1));
        assertThat(frames.get(2).getEpoch()).isLessThan(frames.get(0).getEpoch());
        assertThat(summary.epoch()).isEqualTo(frames.get(2).getEpoch());
        assertThat(summary.seconds()).isBetween(0.0, 1.0);
    }

    private static PublishRequest request(String camera, SourceAddress source) {
        return new PublishRequest(
                camera,
                source,
                OptionalDouble.empty(),
                Double.POSITIVE_INFINITY,
                false,
                ReadingOptions.DEFAULT_SILENCE,
                PublishRequest.NEVER,
                Spectrum.VISIBLE,
                false);
    }
}
