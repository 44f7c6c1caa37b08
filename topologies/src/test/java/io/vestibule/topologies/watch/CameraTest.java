package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.image.ImageCheck;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CameraTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Camera first = Camera.first(Frame.newBuilder()
            .setCamera("door")
            .setSequence(0)
            .setCapturedAt(NOON)
            .setEncoding(Encoding.JPEG)
            .build());

    @Test
    void shouldReadAllDataOfOnePictureInEight() {
        // When
        List<Long> read = LongStream.range(0, 20)
                .filter(frames -> afterFrames(frames).nextCheck() == ImageCheck.DATA)
                .boxed()
                .toList();

        // Then
        assertThat(read).containsExactly(0L, 8L, 16L);
    }

    @Test
    void shouldReadAllDataOfEachPictureWhenOneWasDamaged() {
        // Given
        CameraHealth damaged =
                CameraHealthBuilder.builder(first.health()).damagedShare(0.02f).build();

        // When
        ImageCheck check =
                CameraBuilder.builder(afterFrames(3)).health(damaged).build().nextCheck();

        // Then
        assertThat(check).isEqualTo(ImageCheck.DATA);
    }

    private Camera afterFrames(long frames) {
        CameraCounts counts =
                CameraCountsBuilder.builder(first.counts()).frames(frames).build();
        return CameraBuilder.builder(first).counts(counts).build();
    }
}
