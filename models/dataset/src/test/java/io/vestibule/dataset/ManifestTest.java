package io.vestibule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final String HASH = "e".repeat(64);

    @TempDir
    Path folder;

    private final Manifest manifest = new Manifest(
            Manifest.FORMAT,
            Manifest.PARQUET,
            Fixtures.TEACHER,
            "arcface-112+16",
            List.of(new Manifest.Offsets("faces", 0, 10, 20)),
            List.of(new Manifest.Folder("photographs", 3, HASH)),
            List.of(HASH),
            Map.of("SoftLabel", "0123"),
            Map.of("minimum_size", "40.0"),
            new Manifest.Counts(5, 4, 2, Map.of("consent", 1)),
            List.of(new Manifest.Part("part-00000.parquet", 5, HASH)),
            new Manifest.CentresFile("centres.parquet", 2, HASH, HASH),
            HASH);

    @Test
    void givenAManifestWhenItIsWrittenThenItReadsBackTheSame() throws IOException {
        // given
        Files.writeString(folder.resolve(Manifest.FILE), manifest.json());

        // when
        var read = Manifest.read(folder);

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
        Files.writeString(folder.resolve(Manifest.FILE), text);

        // when
        var read = Manifest.read(folder);

        // then
        assertThat(read.datasets()).isEmpty();
        assertThat(read.form()).isEqualTo(Manifest.PARQUET);
    }

    @Test
    void givenAnExportForOthersWhenItIsReadThenItIsRefused() throws IOException {
        // given
        Files.writeString(folder.resolve(Manifest.FILE), manifest.json().replace("\"parquet\"", "\"tar\""));

        // when, then
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("'tar'")
                .hasMessageContaining("open the dataset it was exported from");
    }

    @Test
    void givenATextThatIsNoManifestWhenItIsReadThenTheFileIsNamed() throws IOException {
        // given
        Files.writeString(folder.resolve(Manifest.FILE), "{\"format\": 1, \"teacher\": {\"name\": ");

        // when, then
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(Manifest.FILE);
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
        Files.writeString(folder.resolve(Manifest.FILE), text);

        // when, then
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(Manifest.FILE);
    }
}
