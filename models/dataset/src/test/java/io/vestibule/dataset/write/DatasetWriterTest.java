package io.vestibule.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.DatasetDigests;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {

    @TempDir
    Path temporary;

    @Test
    void givenASampleWithAllItMayHaveWhenItIsWrittenThenItReadsBackTheSame() {
        // given
        var sample = DatasetFixtures.full(1);

        // when
        var folder = temporary.resolve("set");
        try (var writer = DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT)) {
            writer.add(sample);
            writer.offsetDone("faces", 3, 1_000_000_000_000L);
            writer.finish(null);
        }

        // then
        var read = DatasetFixtures.all(Dataset.open(folder), FaceLoading.WITH).get(0);
        assertThat(read).usingRecursiveComparison().isEqualTo(sample);
        assertThat(read.face().bgr()).isEqualTo(DatasetFixtures.face(1).bgr());
        assertThat(Dataset.open(folder).manifest().topics())
                .containsExactly(new DatasetManifest.Offsets("faces", 3, 1_000_000_000_000L, 1_000_000_000_001L));
    }

    @Test
    void givenADatasetWhenItIsReadWithoutFacesThenAllElseIsThere() {
        // given
        var folder = written("set", 3);

        // when
        var samples = DatasetFixtures.all(Dataset.open(folder), FaceLoading.WITHOUT);

        // then
        assertThat(samples).hasSize(3).allSatisfy(sample -> assertThatThrownBy(sample::face)
                .isInstanceOf(IllegalStateException.class));
        assertThat(samples.get(2).embedding().unit())
                .isEqualTo(DatasetFixtures.sample(2, Label.NONE).embedding().unit());
    }

    @Test
    void givenAnInterruptionWhenItIsGoneOnWithThenTheBytesAreThoseOfAnUninterruptedRun() throws IOException {
        // given
        int samples = DatasetWriter.PART + 40;
        var whole = written("whole", samples);
        var broken = temporary.resolve("broken");
        try (var writer = DatasetWriter.open(broken, DatasetFixtures.BLUEPRINT)) {
            fill(writer, 0, DatasetWriter.PART + 20);
        }
        Files.writeString(broken.resolve("part-00001.parquet.part"), "half a part");

        // when
        try (var writer = DatasetWriter.open(broken, DatasetFixtures.BLUEPRINT)) {
            assertThat(writer.doneFiles("photographs")).hasSize(DatasetWriter.PART);
            fill(writer, 0, samples);
            writer.finishWithMeans(3);
        }

        // then
        assertThat(contents(broken)).isEqualTo(contents(whole)).hasSize(4);
    }

    @Test
    void givenAKillWhileTheFirstNoteWasWrittenWhenItIsGoneOnWithThenNothingIsInTheWay() throws IOException {
        // given
        var folder = Files.createDirectory(temporary.resolve("set"));
        Files.writeString(folder.resolve(DatasetProgress.FILE + ".part"), "half a no");

        // when
        try (var writer = DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT)) {
            fill(writer, 0, 3);
            writer.finishWithMeans(3);
        }

        // then
        assertThat(contents(folder)).isEqualTo(contents(written("whole", 3)));
    }

    @Test
    void givenLargeFeatureMapsWhenSamplesAreWrittenThenPartsStaySmall() {
        // given: 24 MiB of features a sample
        var features = new TeacherFeatures("Conv_1", List.of(12, 1024, 1024), new byte[24 << 20]);
        var folder = temporary.resolve("set");

        // when
        try (var writer = DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT)) {
            for (int seed = 0; seed < 4; seed++) {
                var some = DatasetFixtures.sample(seed, Label.NONE);
                writer.add(new Sample(
                        some.name(),
                        some.picture(),
                        some.label(),
                        some.embedding(),
                        List.of(),
                        List.of(),
                        features,
                        some.quality(),
                        some.source(),
                        some.spectrum(),
                        null));
                writer.fileDone("photographs", "folder/" + seed + ".jpg", ((SampleSource.File) some.source()).sha256());
            }

            // then
            assertThat(writer.finish(null).parts())
                    .extracting(DatasetManifest.Part::rows)
                    .containsExactly(3, 1);
        }
    }

    @Test
    void givenTheSameFaceTwiceWhenItIsAddedThenItIsCountedAsADuplicate() {
        // given
        var folder = temporary.resolve("set");
        try (var writer = DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT)) {
            assertThat(writer.add(DatasetFixtures.sample(1, Label.NONE))).isTrue();

            // when
            boolean taken = writer.add(DatasetFixtures.sample(1, Label.folder("Ann")));

            // then
            assertThat(taken).isFalse();
            assertThat(writer.finish(null).counts())
                    .isEqualTo(new DatasetManifest.Counts(1, 0, 0, Map.of(DatasetWriter.DUPLICATE, 1)));
        }
    }

    @Test
    void givenLabelledSamplesWhenCentresAreTakenThenEachIsToldHowLikeItIsToThem() {
        // given
        var folder = written("set", 20);

        // when
        var dataset = Dataset.open(folder);

        // then
        var centres = dataset.centres().orElseThrow();
        assertThat(centres.identities()).containsExactly("id0", "id1", "id2", "id3");
        assertThat(dataset.manifest().centres().version()).isEqualTo(centres.version());
        assertThat(DatasetFixtures.all(dataset, FaceLoading.WITHOUT)).allSatisfy(sample -> {
            assertThat(sample.likenesses())
                    .isEqualTo(centres.nearest(sample.embedding().unit(), 3))
                    .hasSize(3);
            assertThat(sample.label().score())
                    .isEqualTo(centres.similarity(
                                    sample.label().identity(),
                                    sample.embedding().unit())
                            .orElseThrow());
        });
    }

    @Test
    void givenAnUnfinishedDatasetWhenItIsOpenedForReadingThenItSaysSo() {
        // given
        var folder = temporary.resolve("set");
        DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT).close();

        // when, then
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("unfinished");
    }

    @Test
    void givenADatasetBegunByAnotherTeacherWhenItIsGoneOnWithThenItIsRefusedByName() {
        // given
        var folder = temporary.resolve("set");
        DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT).close();
        var other = new DatasetSpec(
                new TeacherDescriptor("fool", "fool@4567", 4, "c".repeat(64), List.of()),
                DatasetFixtures.BLUEPRINT.alignment(),
                Map.of(),
                Map.of());

        // when, then
        assertThatThrownBy(() -> DatasetWriter.open(folder, other))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("wise@0123")
                .hasMessageContaining("fool@4567");
    }

    @Test
    void givenAFolderOfSomethingElseWhenADatasetIsToBeWrittenThereThenItIsRefused() throws IOException {
        // given
        Files.writeString(temporary.resolve("letter.txt"), "dear");

        // when, then
        assertThatThrownBy(() -> DatasetWriter.open(temporary, DatasetFixtures.BLUEPRINT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not empty");
        assertThat(temporary.resolve("letter.txt")).exists();
    }

    private Path written(String name, int samples) {
        var folder = temporary.resolve(name);
        try (var writer = DatasetWriter.open(folder, DatasetFixtures.BLUEPRINT)) {
            fill(writer, 0, samples);
            writer.finishWithMeans(3);
        }
        return folder;
    }

    private static void fill(DatasetWriter writer, int from, int to) {
        for (int seed = from; seed < to; seed++) {
            if (!writer.doneFiles("photographs").containsKey("folder/" + seed + ".jpg")) {
                var sample = DatasetFixtures.sample(seed, Label.folder("id" + seed % 4));
                writer.add(sample);
                writer.fileDone(
                        "photographs", "folder/" + seed + ".jpg", ((SampleSource.File) sample.source()).sha256());
            }
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), DatasetDigests.of(file));
            }
        }
        return contents;
    }
}
