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
                DatasetFixtures.BLUEPRINT,
                List.of(
                        DatasetFixtures.sample(1, Label.folder("Ann")),
                        DatasetFixtures.sample(2, Label.NONE),
                        DatasetFixtures.full(3)));
    }

    @Test
    void givenADatasetAsItWasWrittenWhenItIsVerifiedThenNothingIsFound() {
        // given
        var seen = new AtomicInteger();

        // when
        var findings = dataset.verify(seen::set);

        // then
        assertThat(findings).isEmpty();
        assertThat(seen).hasValue(3);
    }

    @Test
    void givenAFlippedBitInAPictureWhenItIsVerifiedThenThePartIsNamed() throws IOException {
        // given
        Path part = dataset.folder().resolve(PART);
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 3] ^= 1;
        Files.write(part, bytes);

        // when
        var findings = dataset.verify();

        // then
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo(PART);
                    assertThat(finding.problem()).contains("sha256 differs");
                })
                .anySatisfy(finding -> assertThat(finding.problem()).contains("CRC"));
    }

    @Test
    void givenAPartThatWasCutOffWhenItIsReadThenOneLineSaysSo() throws IOException {
        // given
        Path part = dataset.folder().resolve(PART);
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 1000));

        // when, then
        assertThatThrownBy(() -> DatasetFixtures.all(dataset, FaceLoading.WITHOUT))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(part + " is no whole file of a dataset: ")
                .hasMessageNotContaining("@")
                .message()
                .hasLineCount(1);
    }

    @Test
    void givenAnotherFaceUnderANameWhenItIsVerifiedThenTheSampleIsNamed() throws IOException {
        // given
        var sample = DatasetFixtures.sample(1, Label.folder("Ann"));
        var changed = new Sample(
                sample.name(),
                FacePicture.of(new AlignedFace(new byte[AlignedFace.BYTES])),
                sample.label(),
                sample.embedding(),
                sample.likenesses(),
                sample.detections(),
                null,
                sample.quality(),
                sample.source(),
                sample.spectrum(),
                null);
        var other = DatasetFixtures.dataset(folder.resolve("other"), DatasetFixtures.BLUEPRINT, List.of(changed));

        // when
        var findings = other.verify();

        // then
        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.problem())
                .contains(sample.name())
                .contains("another face than its name says"));
    }

    @Test
    void givenAManifestThatWasEditedWhenItIsVerifiedThenCountsAndContentAreFound() throws IOException {
        // given
        Path manifest = dataset.folder().resolve(DatasetManifest.FILE);
        String text = Files.readString(manifest);
        Files.writeString(
                manifest,
                text.replace("\"labelled\" : 2", "\"labelled\" : 3")
                        .replace(dataset.manifest().content(), "d".repeat(64)));

        // when
        var findings = Dataset.open(dataset.folder()).verify();

        // then
        assertThat(findings)
                .extracting(DatasetProblem::problem)
                .containsExactly(
                        "says 3 samples, 3 labelled, 2 identities; there are 3, 2 and 2",
                        "names another content than the samples and centres have");
    }

    @Test
    void givenOtherCentresWhenADatasetIsVerifiedThenTheirVersionIsFound() {
        // given
        CentresFile.write(
                dataset.folder().resolve(CentresFile.NAME),
                new Centres("wise@0123", Map.of("Ann", new float[] {1, 0, 0, 0})));

        // when
        var findings = dataset.verify();

        // then
        assertThat(findings)
                .filteredOn(finding -> finding.file().equals(CentresFile.NAME))
                .extracting(DatasetProblem::problem)
                .anySatisfy(problem -> assertThat(problem).contains("holds centres of version"));
    }

    @Test
    void givenAPartThatIsMissingWhenADatasetIsOpenedThenItIsNamed() throws IOException {
        // given
        Files.delete(dataset.folder().resolve(PART));

        // when, then
        assertThatThrownBy(() -> Dataset.open(dataset.folder()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(PART + " is missing");
    }

    @Test
    void givenAManifestOfALaterFormatWhenADatasetIsOpenedThenItIsRefused() throws IOException {
        // given
        Path manifest = dataset.folder().resolve(DatasetManifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

        // when, then
        assertThatThrownBy(() -> Dataset.open(dataset.folder()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("format 2");
    }
}
