package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.service.publish.SourceAddress.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing only; nothing is opened. */
class SourceAddressTest {
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
                "srt://10.0.0.7:9000",
                "http://10.0.0.7/mjpg",
                "http://10.0.0.7/live?file=a.mp4"
            })
    void shouldTreatAStreamAsALiveCamera(String address) {
        assertThat(SourceAddress.of(address, directory)).isEqualTo(new Video(address, Optional.empty(), true));
    }

    @Test
    void shouldTreatAFileOnAServerAsARecording() {
        assertThat(SourceAddress.of("https://example.org/visit.mp4", directory))
                .isEqualTo(new Video("https://example.org/visit.mp4", Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/video0", "/dev/video12"})
    void shouldTreatADeviceAsAVideoForLinuxCameraEvenIfItIsMissing(String device) {
        assertThat(SourceAddress.of(device, directory)).isEqualTo(new Video(device, Optional.of("v4l2"), true));
    }

    @Test
    void shouldWriteTheSchemeInLowerCase() {
        assertThat(SourceAddress.of("RTSP://10.0.0.7/Stream", directory))
                .isEqualTo(new Video("rtsp://10.0.0.7/Stream", Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp:/admin:s3cret@10.0.0.7/x",
                "rtsp:admin:s3cret@10.0.0.7/x",
                "admin:s3cret@10.0.0.7/x",
                "s3cret@10.0.0.7/x",
                "10.0.0.7/x?password=s3cret",
                "10.0.0.7/user=admin&password=s3cret",
                "10.0.0.7/s3cret/stream",
                "10.0.0.7:554/s3cret",
                "rtsp//10.0.0.7/s3cret",
                "rtsp;//10.0.0.7/s3cret",
                "rtsp:\\\\10.0.0.7\\s3cret"
            })
    void shouldNotRepeatAMalformedAddress(String address) {
        assertThatThrownBy(() -> SourceAddress.of(address, directory))
                .isInstanceOf(SourceException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldHaveATextFormWithoutSecrets() {
        assertThat(SourceAddress.of("rtsp://admin:s3cret@10.0.0.7/x", directory))
                .hasToString("Video[rtsp://10.0.0.7]");
    }

    @Test
    void shouldReadAFolderInNaturalOrderWithoutHiddenAndEmptyFiles() throws IOException {
        // Given
        for (String name : List.of("img10.jpg", "img2.jpg", ".hidden.jpg", "._img2.jpg")) {
            Files.writeString(directory.resolve(name), "picture");
        }
        Files.createFile(directory.resolve("empty.jpg"));

        // When
        SourceAddress source = SourceAddress.of(".", directory);

        // Then
        assertThat(source).isInstanceOfSatisfying(SourceAddress.Images.class, images -> assertThat(images.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("img2.jpg", "img10.jpg"));
    }

    @Test
    void shouldFailWhenTheSourceDoesNotExist() {
        assertThatThrownBy(() -> SourceAddress.of("dev/video0", directory))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("source dev/video0 is not a readable file or folder");
    }
}
