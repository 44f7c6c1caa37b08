package io.vestibule.dataset.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.DatasetDigests;
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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectedSamplesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");

    @TempDir
    Path temporary;

    private DatasetMixture mixture;

    @BeforeEach
    void write() {
        var samples = new ArrayList<Sample>();
        IntStream.range(0, 12).forEach(i -> samples.add(DatasetFixtures.sample(i, Label.folder("id" + i % 3))));
        samples.add(DatasetFixtures.sample(20, Label.NONE));
        samples.add(DatasetFixtures.full(30));
        mixture = DatasetMixture.of(List.of(
                DatasetFixtures.dataset(temporary.resolve("source"), DatasetFixtures.BLUEPRINT, List.copyOf(samples))));
    }

    @Test
    void givenADatasetWhenItIsExportedTwiceThenTheBytesAreTheSameAndVerify() throws IOException {
        // given
        var selection = Selection.at(NOW).labelled().atMost(2, null);

        // when
        var manifest = ParquetExporter.write(mixture, selection, temporary.resolve("one"), samples -> {});
        ParquetExporter.write(mixture, selection, temporary.resolve("two"), samples -> {});

        // then
        assertThat(contents("one")).isEqualTo(contents("two"));
        assertThat(Dataset.open(temporary.resolve("one")).verify()).isEmpty();
        assertThat(manifest.counts())
                .isEqualTo(new DatasetManifest.Counts(7, 7, 4, Map.of("identity_cap", 6, "unlabelled", 1)));
        assertThat(manifest.datasets()).isEqualTo(mixture.contents());
        assertThat(manifest.folders())
                .isEqualTo(mixture.datasets().get(0).manifest().folders());
        assertThat(manifest.topics())
                .isEqualTo(mixture.datasets().get(0).manifest().topics());
        assertThat(manifest.filters())
                .containsEntry("per_identity", "2")
                .containsEntry(mixture.contents().get(0).substring(0, 12) + ".size", "at least 40");
    }

    @Test
    void givenAPersonWhoseConsentHasEndedWhenTheRestIsExportedThenNothingNamesThemAnyMore() throws IOException {
        // given
        assertThat(mixture.centres().orElseThrow().identities()).contains("Иван");

        // when
        ParquetExporter.write(mixture, Selection.at(LATER), temporary.resolve("parquet"), samples -> {});
        TarExporter.write(mixture, Selection.at(LATER), temporary.resolve("tar"), 100, samples -> {});

        // then
        var exported = Dataset.open(temporary.resolve("parquet"));
        assertThat(exported.manifest().counts().leftOut()).isEqualTo(Map.of("consent", 1));
        assertThat(exported.centres().orElseThrow().identities()).containsExactly("id0", "id1", "id2");
        assertThat(DatasetFixtures.all(exported, FaceLoading.WITHOUT))
                .hasSize(13)
                .flatExtracting(Sample::likenesses)
                .extracting(ClassSimilarity::identity)
                .doesNotContain("Иван")
                .isNotEmpty();
        for (String form : List.of("parquet", "tar")) {
            for (Path file : files(temporary.resolve(form))) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .as(file.toString())
                        .doesNotContain("Иван");
            }
        }
    }

    @Test
    void givenATarWhenItIsReadByOthersThenEachSampleIsThereUnderItsName() throws IOException {
        // given
        var out = temporary.resolve("tar");

        // when
        var manifest = TarExporter.write(mixture, Selection.at(NOW), out, 10, samples -> {});

        // then
        assertThat(manifest.parts())
                .extracting(DatasetManifest.Part::file)
                .containsExactly("shard-00000.tar", "shard-00001.tar");
        var first = entries(out.resolve("shard-00000.tar"));
        var sample =
                DatasetFixtures.all(mixture.datasets().get(0), FaceLoading.WITH).get(1);
        String name = sample.name();
        assertThat(first.keySet())
                .filteredOn(entry -> entry.startsWith(name))
                .containsExactly(name + ".png", name + ".npy", name + ".cls", name + ".json");
        assertThat(new FacePicture(first.get(name + ".png")).decode().bgr())
                .isEqualTo(DatasetFixtures.face(1).bgr());
        assertThat(first.get(name + ".cls")).asString().isEqualTo("1");
        assertThat(npy(first.get(name + ".npy"), "(4,)"))
                .isEqualTo(sample.embedding().unit());
        var json = new ObjectMapper().readTree(first.get(name + ".json"));
        assertThat(json.get("identity").asText()).isEqualTo("id1");
        assertThat(json.get("quality").get("size").floatValue()).isEqualTo(81);
        assertThat(json.get("file").asText()).isEqualTo("folder/1.jpg");
        var whole = DatasetFixtures.full(30);
        var second = entries(out.resolve("shard-00001.tar"));
        assertThat(npy(second.get(whole.name() + ".features.npy"), "(2, 1, 2,)"))
                .isEqualTo(whole.features().values());
        assertThat(new ObjectMapper()
                        .readTree(second.get(whole.name() + ".json"))
                        .get("captured_at")
                        .asText())
                .isEqualTo("2026-05-01T10:00:00.000123Z");
        assertThat(new ObjectMapper().readValue(out.resolve("identities.json").toFile(), String[].class))
                .containsExactly("id0", "id1", "id2", "Иван");
        assertThat(Arrays.copyOf(npy(Files.readAllBytes(out.resolve("centres.npy")), "(4, 4,)"), 4))
                .isEqualTo(mixture.centres().orElseThrow().unit("id0").orElseThrow());
    }

    @Test
    void givenBothFormsOfOneSelectionWhenTheyAreExportedThenTheirContentIsOne() throws IOException {
        // given
        var selection = Selection.at(NOW).side(SplitSide.TRAINING, new Split(0.5));

        // when
        var parquet = ParquetExporter.write(mixture, selection, temporary.resolve("parquet"), samples -> {});
        var tar = TarExporter.write(mixture, selection, temporary.resolve("tar"), 5, samples -> {});
        TarExporter.write(mixture, selection, temporary.resolve("again"), 5, samples -> {});

        // then
        assertThat(tar.content()).isEqualTo(parquet.content());
        assertThat(tar.counts()).isEqualTo(parquet.counts());
        assertThat(contents("again")).isEqualTo(contents("tar"));
    }

    @Test
    void givenAnInterruptedTarWhenItIsExportedOnceMoreThenItBeginsAnewButSparesOthersFiles() throws IOException {
        // given
        var out = Files.createDirectory(temporary.resolve("tar"));
        Files.writeString(out.resolve("shard-00007.tar"), "half");
        Files.writeString(out.resolve("manifest.json.part"), "half");
        Files.writeString(out.resolve(DatasetProgress.FILE), "{}");

        // when
        TarExporter.write(mixture, Selection.at(NOW), out, 100, samples -> {});

        // then
        assertThat(files(out))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("shard-00000.tar", "identities.json", "centres.npy", "manifest.json");
        assertThatThrownBy(() -> TarExporter.write(mixture, Selection.at(NOW), out, 100, samples -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void givenAFolderOfSomebodysShardsWhenATarIsExportedIntoItThenTheyStay() throws IOException {
        // given: a name that WebDataset's own programs give
        var out = Files.createDirectory(temporary.resolve("tar"));
        Files.writeString(out.resolve("shard-00000.tar"), "years of work");

        // when, then
        assertThatThrownBy(() -> TarExporter.write(mixture, Selection.at(NOW), out, 100, samples -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not empty");
        assertThat(files(out)).singleElement().satisfies(file -> assertThat(file)
                .hasContent("years of work"));
    }

    @Test
    void givenDatasetsWithOtherCentresWhenTheyAreExportedAsOneThenLikenessesAreToTheNewCentres() {
        // given
        var other = DatasetFixtures.dataset(
                temporary.resolve("other"),
                DatasetFixtures.BLUEPRINT,
                List.of(DatasetFixtures.sample(40, Label.folder("Zoe"))));
        var both = DatasetMixture.of(List.of(mixture.datasets().get(0), other));

        // when
        ParquetExporter.write(both, Selection.at(NOW), temporary.resolve("out"), samples -> {});

        // then
        var exported = Dataset.open(temporary.resolve("out"));
        var centres = exported.centres().orElseThrow();
        assertThat(centres.identities()).containsExactly("Zoe", "id0", "id1", "id2", "Иван");
        assertThat(DatasetFixtures.all(exported, FaceLoading.WITHOUT)).first().satisfies(sample -> assertThat(
                        sample.likenesses())
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
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getLastModifiedDate().getTime()).isZero();
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private Map<String, String> contents(String name) throws IOException {
        var contents = new TreeMap<String, String>();
        for (Path file : files(temporary.resolve(name))) {
            contents.put(file.getFileName().toString(), DatasetDigests.of(file));
        }
        return contents;
    }
}
