package io.vestibule.dataset.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.select.Split;
import io.vestibule.models.embedding.Embedding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStatisticsTest {

    @TempDir
    Path temporary;

    @Test
    void shouldCountSamplesOfAllKinds() {
        // Given
        Dataset dataset = DatasetFixtures.dataset(
                temporary.resolve("set"),
                DatasetFixtures.SPEC,
                List.of(
                        DatasetFixtures.sample(1, Label.folder("Ann")),
                        DatasetFixtures.sample(2, Label.folder("Ann")),
                        DatasetFixtures.sample(3, Label.folder("Bob")),
                        DatasetFixtures.sample(4, Label.NONE),
                        DatasetFixtures.full(5)));

        // When
        DatasetStatistics statistics = DatasetStatistics.of(DatasetMixture.of(List.of(dataset)), new Split(0));

        // Then
        assertThat(statistics.samples()).isEqualTo(5);
        assertThat(statistics.labelled()).isEqualTo(4);
        assertThat(statistics.identities()).isEqualTo(3);
        assertThat(statistics.trainingIdentities()).isEqualTo(3);
        assertThat(statistics.validationIdentities()).isZero();
        assertThat(statistics.onNeitherSide()).isZero();
        assertThat(statistics.origins()).isEqualTo(Map.of("folder", 3, "none", 1, "enrolled_match", 1));
        assertThat(statistics.spectra()).isEqualTo(Map.of("visible", 4, "infrared", 1));
        assertThat(statistics.cameras()).isEqualTo(Map.of("door", 1));
        assertThat(statistics.samplesPerIdentity().counts()).startsWith(2, 1, 0);
        assertThat(statistics.size().counts().get(8)).as("80 to 90 pixels").isEqualTo(5);
        assertThat(statistics.brightness().mean()).isCloseTo(0.5, within(1e-6));
        assertThat(statistics.histograms().subList(1, 5))
                .allSatisfy(histogram -> assertThat(histogram.total()).isEqualTo(5));
        assertThat(statistics.ownCentre().total()).as("the two samples of Ann").isEqualTo(2);
        assertThat(statistics.nearestOther().total()).isEqualTo(4);
    }

    @Test
    void shouldMeasureCosinesToTheCentres() {
        // Given
        Centres centres = new Centres(
                DatasetFixtures.CONTRACT, Map.of("Ann", new float[] {1, 0, 0, 0}, "Bob", new float[] {0, 1, 0, 0}));
        Sample sample =
                DatasetFixtures.sample(1, Label.folder("Ann"), new Embedding(new float[] {0.8f, 0.6f, 0, 0}, 1));

        // When
        DatasetStatistics statistics = DatasetStatistics.of(List.of(sample, sample), centres, false, Split.DEFAULT);

        // Then
        assertThat(statistics.ownCentre().mean()).isCloseTo(0.8, within(1e-3));
        assertThat(statistics.nearestOther().mean()).isCloseTo(0.6, within(1e-3));
    }
}
