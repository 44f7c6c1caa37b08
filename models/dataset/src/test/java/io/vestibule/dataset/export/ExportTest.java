package io.vestibule.dataset.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.models.embedding.HalfFloats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");

    @TempDir
    Path temporary;

    private Dataset source;
    private DatasetMixture mixture;

    @BeforeEach
    void write() {
        List<Sample> samples = new ArrayList<>();
        IntStream.range(0, 12)
                .forEach(seed -> samples.add(DatasetFixtures.sample(seed, Label.folder("id" + seed % 3))));
        samples.add(DatasetFixtures.sample(20, Label.NONE));
        samples.add(DatasetFixtures.full(30));
        source = DatasetFixtures.dataset(temporary.resolve("source"), DatasetFixtures.SPEC, samples);
        mixture = DatasetMixture.of(List.of(source));
    }

    @Test
    void shouldRepeatAParquetExportByteForByte() throws IOException {
        // Given
        Selection selection = Selection.at(NOW).withLabelledOnly(true).withLimits(2, null);
        ParquetExporter.write(mixture, selection, temporary.resolve("one"), samples -> {});

        // When
        DatasetManifest manifest = ParquetExporter.write(mixture, selection, temporary.resolve("two"), samples -> {});

        // Then
        assertThat(DatasetFixtures.hashes(temporary.resolve("two")))
                .isEqualTo(DatasetFixtures.hashes(temporary.resolve("one")));
        assertThat(Dataset.open(temporary.resolve("two")).verify()).isEmpty();
        assertThat(manifest.counts())
                .isEqualTo(new DatasetManifest.Counts(7, 7, 4, Map.of("identity_cap", 6, "unlabelled", 1)));
        assertThat(manifest.datasets()).isEqualTo(mixture.contentHashes());
        assertThat(manifest.folders()).isEqualTo(source.manifest().folders());
        assertThat(manifest.topics()).isEqualTo(source.manifest().topics());
        assertThat(manifest.filters())
                .containsEntry("per_identity", "2")
                .containsEntry(mixture.contentHashes().get(0).substring(0, 12) + ".size", "at least 40");
    }

    @Test
    void shouldRemoveEveryNameOfAPersonWhoseConsentExpired() throws IOException {
        // Given
        Selection selection = Selection.at(LATER);

        // When
        ParquetExporter.write(mixture, selection, temporary.resolve("parquet"), samples -> {});
        TarExporter.write(mixture, selection, temporary.resolve("tar"), 100, samples -> {});

        // Then
        Dataset exported = Dataset.open(temporary.resolve("parquet"));
        assertThat(source.centres().orElseThrow().identities()).contains("Иван");
        assertThat(exported.manifest().counts().leftOut()).isEqualTo(Map.of("consent", 1));
        assertThat(exported.centres().orElseThrow().identities()).containsExactly("id0", "id1", "id2");
        assertThat(DatasetFixtures.all(exported, FaceLoading.WITHOUT))
                .hasSize(13)
                .flatExtracting(Sample::similarities)
                .extracting(ClassSimilarity::identity)
                .doesNotContain("Иван")
                .isNotEmpty();
        for (String form : List.of("parquet", "tar")) {
            for (Path file : DatasetFixtures.files(temporary.resolve(form))) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .as(file.toString())
                        .doesNotContain("Иван");
            }
        }
    }

    @Test
    void shouldWriteTheEntriesOfASampleIntoATar() throws IOException {
        // Given
        Path out = temporary.resolve("tar");
        Sample sample = DatasetFixtures.all(source, FaceLoading.WITH).get(1);
        String name = sample.name();

        // When
        DatasetManifest manifest = TarExporter.write(mixture, Selection.at(NOW), out, 10, samples -> {});

        // Then
        assertThat(manifest.parts())
                .extracting(DatasetManifest.Part::file)
                .containsExactly("shard-00000.tar", "shard-00001.tar");
        Map<String, byte[]> entries = entries(out.resolve("shard-00000.tar"));
        assertThat(entries.keySet())
                .filteredOn(entry -> entry.startsWith(name))
                .containsExactly(name + ".png", name + ".npy", name + ".cls", name + ".json");
        assertThat(new FacePicture(entries.get(name + ".png")).decode().bgr())
                .isEqualTo(DatasetFixtures.face(1).bgr());
        assertThat(entries.get(name + ".cls")).asString().isEqualTo("1");
        assertThat(npy(entries.get(name + ".npy"), "(4,)"))
                .isEqualTo(sample.embedding().unit());
        JsonNode json = new ObjectMapper().readTree(entries.get(name + ".json"));
        assertThat(json.get("identity").asText()).isEqualTo("id1");
        assertThat(json.get("quality").get("size").floatValue()).isEqualTo(81);
        assertThat(json.get("file").asText()).isEqualTo("folder/1.jpg");
    }

    @Test
    void shouldWriteOptionalFieldsAndClassesIntoATar() throws IOException {
        // Given
        Path out = temporary.resolve("tar");
        Sample full = DatasetFixtures.full(30);

        // When
        TarExporter.write(mixture, Selection.at(NOW), out, 10, samples -> {});

        // Then
        Map<String, byte[]> entries = entries(out.resolve("shard-00001.tar"));
        assertThat(npy(entries.get(full.name() + ".features.npy"), "(2, 1, 2,)"))
                .isEqualTo(full.features().values());
        assertThat(new ObjectMapper()
                        .readTree(entries.get(full.name() + ".json"))
                        .get("captured_at")
                        .asText())
                .isEqualTo("2026-05-01T10:00:00.000123Z");
        assertThat(new ObjectMapper().readValue(out.resolve("identities.json").toFile(), String[].class))
                .containsExactly("id0", "id1", "id2", "Иван");
        assertThat(Arrays.copyOf(npy(Files.readAllBytes(out.resolve("centres.npy")), "(4, 4,)"), 4))
                .isEqualTo(mixture.centres().orElseThrow().unit("id0").orElseThrow());
    }

    @Test
    void shouldHaveTheSameContentInBothForms() throws IOException {
        // Given
        Selection selection = Selection.at(NOW).withSide(SplitSide.TRAINING, new Split(0.5));
        DatasetManifest parquet =
                ParquetExporter.write(mixture, selection, temporary.resolve("parquet"), samples -> {});

        // When
        DatasetManifest tar = TarExporter.write(mixture, selection, temporary.resolve("tar"), 5, samples -> {});

        // Then
        assertThat(tar.content()).isEqualTo(parquet.content());
        assertThat(tar.counts()).isEqualTo(parquet.counts());
    }

    @Test
    void shouldRepeatATarExportByteForByte() throws IOException {
        // Given
        Selection selection = Selection.at(NOW);
        TarExporter.write(mixture, selection, temporary.resolve("one"), 5, samples -> {});

        // When
        TarExporter.write(mixture, selection, temporary.resolve("two"), 5, samples -> {});

        // Then
        assertThat(DatasetFixtures.hashes(temporary.resolve("two")))
                .isEqualTo(DatasetFixtures.hashes(temporary.resolve("one")));
    }

    @Test
    void shouldReplaceTheFilesOfAnInterruptedTarExport() throws IOException {
        // Given
        Path out = Files.createDirectory(temporary.resolve("tar"));
        Files.writeString(out.resolve("shard-00007.tar"), "half");
        Files.writeString(out.resolve("manifest.json.part"), "half");
        Files.writeString(out.resolve(DatasetProgress.FILE), "{}");

        // When
        TarExporter.write(mixture, Selection.at(NOW), out, 100, samples -> {});

        // Then
        assertThat(DatasetFixtures.hashes(out))
                .containsOnlyKeys("shard-00000.tar", "identities.json", "centres.npy", "manifest.json");
        assertThatThrownBy(() -> TarExporter.write(mixture, Selection.at(NOW), out, 100, samples -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not empty");
    }

    /** WebDataset's own programs use the same file names. */
    @Test
    void shouldNotReplaceTarFilesOfAnotherProgram() throws IOException {
        // Given
        Path out = Files.createDirectory(temporary.resolve("tar"));
        Files.writeString(out.resolve("shard-00000.tar"), "years of work");

        // When, then
        assertThatThrownBy(() -> TarExporter.write(mixture, Selection.at(NOW), out, 100, samples -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not empty");
        assertThat(DatasetFixtures.files(out)).singleElement().satisfies(file -> assertThat(file)
                .hasContent("years of work"));
    }

    @Test
    void shouldComputeSimilaritiesAgainWhenDatasetsHaveDifferentCentres() {
        // Given
        Dataset other = DatasetFixtures.dataset(
                temporary.resolve("other"),
                DatasetFixtures.SPEC,
                List.of(DatasetFixtures.sample(40, Label.folder("Zoe"))));
        DatasetMixture both = DatasetMixture.of(List.of(source, other));

        // When
        ParquetExporter.write(both, Selection.at(NOW), temporary.resolve("out"), samples -> {});

        // Then
        Dataset exported = Dataset.open(temporary.resolve("out"));
        Centres centres = exported.centres().orElseThrow();
        assertThat(centres.identities()).containsExactly("Zoe", "id0", "id1", "id2", "Иван");
        assertThat(DatasetFixtures.all(exported, FaceLoading.WITHOUT)).first().satisfies(sample -> assertThat(
                        sample.similarities())
                .isEqualTo(centres.nearest(sample.embedding().unit(), 3)));
        assertThat(exported.verify()).isEmpty();
    }

    private static float[] npy(byte[] file, String shape) {
        int header = (file[8] & 0xFF) + ((file[9] & 0xFF) << 8);
        assertThat((10 + header) % 64).isZero();
        assertThat(new String(file, 10, header, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f2', 'fortran_order': False, 'shape': " + shape + ", }")
                .endsWith("\n");
        return HalfFloats.decode(ByteBuffer.wrap(file, 10 + header, file.length - 10 - header));
    }

    private static Map<String, byte[]> entries(Path tar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getLastModifiedDate().getTime()).isZero();
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
