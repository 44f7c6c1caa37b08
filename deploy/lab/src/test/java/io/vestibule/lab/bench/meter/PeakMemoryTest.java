package io.vestibule.lab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeakMemoryTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReturnTheHighWaterMarkInBytes() throws IOException {
        // Given
        Path status =
                Files.write(folder.resolve("status"), List.of("VmPeak:\t 900 kB", "VmHWM:\t  12 kB", "VmRSS:\t 8 kB"));

        // Then
        assertThat(PeakMemory.bytes(status)).hasValue(12 * 1024);
    }

    @Test
    void shouldReturnNothingWhenTheSystemHasNoHighWaterMark() throws IOException {
        // Given
        Path status = Files.write(folder.resolve("status"), List.of("Name:\tjava"));

        // Then
        assertThat(PeakMemory.bytes(status)).isEmpty();
        assertThat(PeakMemory.bytes(folder.resolve("missing"))).isEmpty();
    }
}
