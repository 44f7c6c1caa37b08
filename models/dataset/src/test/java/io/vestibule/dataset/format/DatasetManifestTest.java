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
import org.junit.jupiter.params.provider.ValueSource;

class DatasetManifestTest {

    private static final String HASH = "e".repeat(64);

    @TempDir
    Path folder;

    private final DatasetManifest manifest = new DatasetManifest(
            DatasetManifest.FORMAT,
            DatasetManifest.PARQUET,
            DatasetFixtures.TEACHER,
            "arcface-112+16",
            List.of(new DatasetManifest.Offsets("faces", 0, 10, 20)),
            List.of(new DatasetManifest.Folder("photographs", 3, HASH)),
            List.of(HASH),
            Map.of("SoftLabel", "0123"),
            Map.of("minimum_size", "40.0"),
            new DatasetManifest.Counts(5, 4, 2, Map.of("consent", 1)),
            List.of(new DatasetManifest.Part("part-00000.parquet", 5, HASH)),
            new DatasetManifest.CentresFile("centres.parquet", 2, HASH, HASH),
            HASH);

    @Test
    void givenAManifestWhenItIsWrittenThenItReadsBackTheSame() throws IOException {
        // given
        Files.writeString(folder.resolve(DatasetManifest.FILE), manifest.json());

        // when
        var read = DatasetManifest.read(folder);

        // then
        assertThat(read).isEqualTo(manifest);
        assertThat(read.json())
                .isEqualTo(manifest.json())
                .contains("\"left_out\"")
                .doesNotContain("\r");
    }

    @Test
    void givenAManifestThatDoesNotNameAListWhenItIsReadThenTheListIsEmpty() throws IOException {
        // given
        String text = manifest.json()
                .replaceAll("\"datasets\" : \\[[^]]*],\\s*", "")
                .replaceAll("\"form\" : \"parquet\",\\s*", "");
        assertThat(text).doesNotContain("datasets").doesNotContain("form\"");
        Files.writeString(folder.resolve(DatasetManifest.FILE), text);

        // when
        var read = DatasetManifest.read(folder);

        // then
        assertThat(read.datasets()).isEmpty();
        assertThat(read.form()).isEqualTo(DatasetManifest.PARQUET);
    }

    @Test
    void givenAnExportForOthersWhenItIsReadThenItIsRefused() throws IOException {
        // given
        Files.writeString(folder.resolve(DatasetManifest.FILE), manifest.json().replace("\"parquet\"", "\"tar\""));

        // when, then
        assertThatThrownBy(() -> DatasetManifest.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("'tar'")
                .hasMessageContaining("open the dataset it was exported from");
    }

    @Test
    void givenATextThatIsNoManifestWhenItIsReadThenTheFileIsNamed() throws IOException {
        // given
        Files.writeString(folder.resolve(DatasetManifest.FILE), "{\"format\": 1, \"teacher\": {\"name\": ");

        // when, then
        assertThatThrownBy(() -> DatasetManifest.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(DatasetManifest.FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s|\"alignment\" : \"[^\"]*\",|",
                "s|\"content\" : \"e|\"content\" : \"?|",
                "s|\"content\" : \"e{64}\"|\"content\" : null|",
                "s|part-00000.parquet|../../somewhere/else.parquet|",
                "s|\"centres.parquet|\"/somewhere/else.parquet|",
                "s|part-00000.parquet||"
            })
    void givenAManifestWithAValueThatCannotBeWhenItIsReadThenTheFileIsNamed(String edit) throws IOException {
        // given
        String[] fromTo = edit.split("\\|", -1);
        String text = manifest.json().replaceAll(fromTo[1], fromTo[2]);
        assertThat(text).isNotEqualTo(manifest.json());
        Files.writeString(folder.resolve(DatasetManifest.FILE), text);

        // when, then
        assertThatThrownBy(() -> DatasetManifest.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(DatasetManifest.FILE);
    }
}
