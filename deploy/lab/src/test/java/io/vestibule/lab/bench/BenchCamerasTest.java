package io.vestibule.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vestibule.lab.bench.BenchCameras.Camera;
import io.vestibule.schemas.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCamerasTest {

    private static final Instant START = Instant.parse("2020-01-02T03:04:05Z");
    private static final byte[] QUIET = {(byte) 0xFF, 0};
    private static final byte[] FACE = {(byte) 0xFF, 1};
    private static final byte[] PNG = {(byte) 0x89, 2};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9})
    void shouldPutOneCameraOnEachPartitionWhenThereAreThreads(int threads) {
        // When
        BenchCameras cameras = BenchCameras.of(List.of(sequence(16)), threads, START);

        // Then
        assertThat(cameras.size()).isGreaterThanOrEqualTo(threads).isEqualTo(threads <= 8 ? 8 : 16);
        assertThat(cameras.cameras().stream().map(camera -> partition(camera.name(), cameras.size())))
                .containsExactlyElementsOf(
                        IntStream.range(0, cameras.size()).boxed().toList());
    }

    @Test
    void shouldShowInAStrideOfAllCamerasWhatOneShowsInItsLoop() {
        // Given
        BenchCameras cameras = BenchCameras.of(List.of(sequence(16)), 1, START);

        // When
        long faces = cameras.cameras().stream()
                .flatMap(camera -> IntStream.range(1, 1 + cameras.stride()).mapToObj(camera::picture))
                .filter(picture -> picture == FACE)
                .count();

        // Then
        assertThat(cameras.stride()).isEqualTo(2);
        assertThat(faces).isEqualTo(1);
    }

    @Test
    void shouldPlayTheOpeningOnceAndThenRepeatTheLoop() {
        // Given
        FrameSequence sequence = new FrameSequence(List.of(PNG), List.of(QUIET, FACE));

        // Then
        assertThat(IntStream.range(0, 6).mapToObj(number -> sequence.picture(number, 1)))
                .containsExactly(PNG, FACE, QUIET, FACE, QUIET, FACE);
    }

    @Test
    void shouldSetCaptureTimeAndEncodingWhenItCreatesAFrame() {
        // Given
        BenchCameras cameras = BenchCameras.of(List.of(new FrameSequence(List.of(PNG), List.of(QUIET))), 1, START);
        Camera camera = cameras.cameras().get(0);

        // Then
        assertThat(cameras.frame(camera, 0).getEncoding()).isEqualTo(Encoding.PNG);
        assertThat(cameras.frame(camera, 5).getEncoding()).isEqualTo(Encoding.JPEG);
        assertThat(cameras.frame(camera, 5).getCapturedAt()).isEqualTo(START.plus(Duration.ofSeconds(1)));
        assertThat(cameras.frame(camera, 5).getSequence()).isEqualTo(5);
    }

    @Test
    void shouldRefuseAFrameWhenItsTimeIsInTheFuture() {
        // Given
        Instant start = Instant.now().minus(Duration.ofHours(1));
        BenchCameras cameras = BenchCameras.of(List.of(sequence(16)), 1, start);
        Camera camera = cameras.cameras().get(0);
        int picturesOfAnHour = 5 * 3600;

        // Then
        assertThat(cameras.frame(camera, picturesOfAnHour - 1).getCapturedAt()).isBefore(Instant.now());
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> cameras.frame(camera, 2 * picturesOfAnHour))
                .withMessageContaining("fewer seconds");
    }

    /** A loop in which one picture has a face. */
    private static FrameSequence sequence(int length) {
        byte[][] loop = new byte[length][];
        Arrays.fill(loop, QUIET);
        loop[length - 1] = FACE;
        return new FrameSequence(List.of(QUIET), List.of(loop));
    }

    private static int partition(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
