package io.vestibule.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.schemas.CameraState;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineProgressTest {

    private final PipelineProgress progress = new PipelineProgress();

    @Test
    void shouldNotCountAFrameAsPassedWhenItsFacesAreNotRecognised() {
        // Given
        progress.measure(1, 1);
        watch(0);
        watch(2);

        // When
        recognise(1);

        // Then
        assertThat(progress.facesInFlight()).isEqualTo(1);
        assertThatThrownBy(progress::measuredNanos).hasMessageContaining("have not passed");
    }

    @Test
    void shouldMeasureTheTimeWhenAllFacesAreRecognised() {
        // Given
        progress.measure(1, 1);
        watch(0);
        watch(2);
        recognise(1);

        // When
        recognise(1);

        // Then
        assertThat(progress.measuredNanos()).isPositive();
        assertThat(progress.facesInFlight()).isZero();
    }

    @Test
    void shouldCountTheHeapOfMeasuredQuietFramesOnlyWhenFramesPass() {
        // Given
        progress.measure(1, 2);

        // When
        watch(0);
        byte[] work = new byte[100_000];
        watch(0);
        watch(1);
        recognise(1);
        byte[] unmeasured = new byte[10_000_000];
        watch(0);

        // Then
        assertThat(work.length + unmeasured.length).isPositive();
        assertThat(progress.allocation().bytesPerFrame().orElseThrow()).isBetween(100_000.0, 1_000_000.0);
        assertThat(progress.watched()).isEqualTo(4);
    }

    /** A frame with this many live faces. Without faces it exits early. */
    private void watch(int faces) {
        progress.observed(new Observation(
                "door", Instant.EPOCH, CameraState.QUIET, Optional.empty(), 0.1f, faces == 0, false, faces, 0, 0, 1));
    }

    private void recognise(int faces) {
        IntStream.range(0, faces)
                .forEach(i -> progress.recognised(new Recognition("door", Instant.EPOCH, Optional.empty(), 1)));
    }
}
