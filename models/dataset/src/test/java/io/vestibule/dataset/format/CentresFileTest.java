package io.vestibule.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentresFileTest {

    /** From another JVM, because bytes may differ between two runs. A newer Parquet writes its version, which changes the hash. */
    private static final String GOLDEN = "0b0c114ba8a0bc722ac3e3f367cc830640d5e668156dd3b52710f70de347bf1b";

    @TempDir
    Path folder;

    @Test
    void shouldHaveTheSameBytesInEveryRun() throws IOException {
        // Given
        Centres centres = new Centres("wise@0123", Map.of("Ann", new float[] {1, 0}, "Bob", new float[] {0, 1}));
        Path file = folder.resolve(CentresFile.NAME);

        // When
        CentresFile.write(file, centres);

        // Then
        assertThat(Sha256.hexOfFile(file)).isEqualTo(GOLDEN);
        assertThat(CentresFile.read(file).version()).isEqualTo(centres.version());
    }
}
