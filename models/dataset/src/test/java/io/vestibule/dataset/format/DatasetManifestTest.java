package io.vestibule.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetManifestTest {

    private static final String HASH = "e".repeat(64);

    @TempDir
    Path folder;

    private final DatasetManifest manifest = new DatasetManifest(
            DatasetManifest.FORMAT,
            DatasetManifest.PARQUET,
            DatasetFixtures.TEACHER,
            "arcface-112+16",
            List.of(new DatasetManifest.OffsetRange("faces", 0, 10, 20)),
            List.of(new DatasetManifest.SourceFolder("photographs", 3, HASH)),
            List.of(HASH),
            Map.of("SoftLabel", "0123"),
            Map.of("minimum_size", "40.0"),
            new DatasetManifest.Counts(5, 4, 2, Map.of("consent", 1)),
            List.of(new DatasetManifest.Part("part-00000.parquet", 5, HASH)),
            new DatasetManifest.CentresEntry("centres.parquet", 2, HASH, HASH),
            HASH);

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        // Given
        write(manifest.json());

        // When
        DatasetManifest read = DatasetManifest.ofDataset(folder);

        // Then
        assertThat(read).isEqualTo(manifest);
        assertThat(read.json())
                .isEqualTo(manifest.json())
                .contains("\"left_out\"")
                .doesNotContain("\r");
    }

    @Test
    void shouldReadMissingListsAsEmptyAndAMissingFormAsParquet() throws IOException {
        // Given
        write(manifest.json()
                .replaceAll("\"datasets\" : \\[[^]]*],\\s*", "")
                .replaceAll("\"form\" : \"parquet\",\\s*", ""));

        // When
        DatasetManifest read = DatasetManifest.ofDataset(folder);

        // Then
        assertThat(text()).doesNotContain("datasets").doesNotContain("form\"");
        assertThat(read.datasets()).isEmpty();
        assertThat(read.form()).isEqualTo(DatasetManifest.PARQUET);
    }

    @Test
    void shouldRejectATarExportAsDataset() throws IOException {
        // Given
        write(manifest.json().replace("\"parquet\"", "\"tar\""));

        // When, then
        assertThatThrownBy(() -> DatasetManifest.ofDataset(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("\"tar\"")
                .hasMessageContaining("open the dataset it was exported from");
    }

    @Test
    void shouldNameTheFileWhenItIsNotAManifest() throws IOException {
        // Given
        write("{\"format\": 1, \"teacher\": {\"name\": ");

        // When, then
        assertThatThrownBy(() -> DatasetManifest.ofDataset(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(DatasetManifest.FILE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            "alignment" : "[^"]*",   | ``
            "content" : "e           | "content" : "?
            "content" : "e{64}"      | "content" : null
            part-00000.parquet       | ../../somewhere/else.parquet
            "centres.parquet         | "/somewhere/else.parquet
            part-00000.parquet       | ``
            """)
    void shouldNameTheFileWhenAValueIsInvalid(String pattern, String replacement) throws IOException {
        // Given
        write(manifest.json().replaceAll(pattern, replacement));

        // When, then
        assertThat(text()).isNotEqualTo(manifest.json());
        assertThatThrownBy(() -> DatasetManifest.ofDataset(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(DatasetManifest.FILE);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(DatasetManifest.FILE), text);
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve(DatasetManifest.FILE));
    }
}
