package io.vestibule.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.models.face.AlignedFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetVerifierTest {

    private static final String PART = "part-00000.parquet";

    @TempDir
    Path folder;

    private Dataset dataset;

    @BeforeEach
    void write() {
        dataset = DatasetFixtures.dataset(
                folder.resolve("set"),
                DatasetFixtures.SPEC,
                List.of(
                        DatasetFixtures.sample(1, Label.folder("Ann")),
                        DatasetFixtures.sample(2, Label.NONE),
                        DatasetFixtures.full(3)));
    }

    @Test
    void shouldFindNoProblemInAnUnchangedDataset() {
        // Given
        AtomicInteger verified = new AtomicInteger();

        // When
        List<DatasetProblem> problems = dataset.verify(verified::set);

        // Then
        assertThat(problems).isEmpty();
        assertThat(verified).hasValue(3);
    }

    @Test
    void shouldNameThePartWhenABitOfAPictureChanged() throws IOException {
        // Given
        Path part = dataset.folder().resolve(PART);
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 3] ^= 1;
        Files.write(part, bytes);

        // When
        List<DatasetProblem> problems = dataset.verify();

        // Then
        assertThat(problems)
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo(PART);
                    assertThat(problem.problem()).contains("sha256 differs");
                })
                .anySatisfy(problem -> assertThat(problem.problem()).contains("CRC"));
    }

    @Test
    void shouldReportATruncatedPartInOneLine() throws IOException {
        // Given
        Path part = dataset.folder().resolve(PART);
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 1000));

        // When, then
        assertThatThrownBy(() -> DatasetFixtures.all(dataset, FaceLoading.WITHOUT))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(part + ": damaged, or not a file of a dataset: ")
                .hasMessageNotContaining("@")
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldNameTheSampleWhenItsFaceChanged() {
        // Given
        FacePicture black = FacePicture.of(new AlignedFace(new byte[AlignedFace.BYTES]));
        Sample changed = DatasetFixtures.sample(1, Label.folder("Ann"), black);
        Dataset other = DatasetFixtures.dataset(folder.resolve("other"), DatasetFixtures.SPEC, List.of(changed));

        // When
        List<DatasetProblem> problems = other.verify();

        // Then
        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.problem())
                .contains(changed.name())
                .contains("the name is not the hash of the face"));
    }

    @Test
    void shouldFindChangedCountsAndContentInAnEditedManifest() throws IOException {
        // Given
        Path manifest = dataset.folder().resolve(DatasetManifest.FILE);
        String text = Files.readString(manifest);
        Files.writeString(
                manifest,
                text.replace("\"labelled\" : 2", "\"labelled\" : 3")
                        .replace(dataset.manifest().content(), "d".repeat(64)));

        // When
        List<DatasetProblem> problems = Dataset.open(dataset.folder()).verify();

        // Then
        assertThat(problems)
                .extracting(DatasetProblem::problem)
                .containsExactly(
                        "\"counts\" has 3 samples, 3 labelled, 2 identities; the files have 3, 2 and 2",
                        "\"content\" is not the hash of the samples and centres");
    }

    @Test
    void shouldFindAnotherVersionOfTheCentres() {
        // Given
        CentresFile.write(
                dataset.folder().resolve(CentresFile.NAME),
                new Centres(DatasetFixtures.CONTRACT, Map.of("Ann", new float[] {1, 0, 0, 0})));

        // When
        List<DatasetProblem> problems = dataset.verify();

        // Then
        assertThat(problems)
                .filteredOn(problem -> problem.file().equals(CentresFile.NAME))
                .extracting(DatasetProblem::problem)
                .anySatisfy(problem -> assertThat(problem).contains("has centres of version"));
    }

    @Test
    void shouldNameAMissingPartWhenADatasetIsOpened() throws IOException {
        // Given
        Files.delete(dataset.folder().resolve(PART));

        // When, then
        assertThatThrownBy(() -> Dataset.open(dataset.folder()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(PART + ": missing");
    }

    @Test
    void shouldRejectANewerFormat() throws IOException {
        // Given
        Path manifest = dataset.folder().resolve(DatasetManifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

        // When, then
        assertThatThrownBy(() -> Dataset.open(dataset.folder()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("format 2");
    }
}
