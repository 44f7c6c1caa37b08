package io.vestibule.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.app.publish.Source.Video;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text names, without opening it. */
class SourceTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://10.0.0.7/stream",
                "rtsp://door:secret@10.0.0.7:554/h264?channel=1",
                "rtsps://10.0.0.7/stream",
                "rtmp://10.0.0.7/live",
                "udp://239.0.0.1:1234",
                "srt://10.0.0.7:9000"
            })
    void shouldTakeAStreamForACameraThatSetsItsOwnPace(String address) {
        assertThat(Source.of(address, directory)).isEqualTo(new Video(address, Optional.empty(), true));
    }

    @Test
    void shouldTakeAFileOnAServerForARecording() {
        assertThat(Source.of("https://example.org/visit.mp4", directory))
                .isEqualTo(new Video("https://example.org/visit.mp4", Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/video0", "/dev/video12"})
    void shouldTakeADeviceForACameraOfVideoForLinuxEvenIfItIsNotThere(String device) {
        assertThat(Source.of(device, directory)).isEqualTo(new Video(device, Optional.of("v4l2"), true));
    }

    @Test
    void shouldRefuseWhatNamesNothing() {
        assertThatThrownBy(() -> Source.of("dev/video0", directory))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no source dev/video0");
    }
}
