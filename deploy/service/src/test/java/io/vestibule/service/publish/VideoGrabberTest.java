package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.process.StopSignal;
import io.vestibule.service.publish.SourceAddress.Video;
import io.vestibule.service.testing.DrawnPictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideoGrabberTest {
    /** More pictures than wait for their sender. */
    private static final int PICTURES = 40;

    private static final Duration SILENCE = Duration.ofMillis(500);

    @TempDir
    Path directory;

    private final StopSignal stop = StopSignal.manual();

    @Test
    void shouldReadARecordingToItsEndWhenItsSenderWaitedForTheBroker() throws InterruptedException {
        // Given
        Path file = DrawnPictures.video(directory, "visit.ts", PICTURES);
        Video video = new Video(file.toString(), Optional.empty(), false);
        ReadingOptions options = new ReadingOptions(OptionalDouble.empty(), Integer.MAX_VALUE, SILENCE);
        int read = 0;
        try (PictureSource source = VideoGrabber.open(video, options, new PictureCounts(), stop)) {
            source.next();
            boolean stopped = stop.await(SILENCE.multipliedBy(3));
            assertThat(stopped).isFalse();

            // When
            do {
                read++;
            } while (source.next().isPresent());
        }

        // Then
        assertThat(read).isEqualTo(PICTURES);
    }
}
