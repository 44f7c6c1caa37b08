package io.vestibule.dataset.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
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
    void givenSamplesOfAllKindsWhenTheyAreDescribedThenTheyAreCounted() {
        // given
        var dataset = DatasetFixtures.dataset(
                temporary.resolve("set"),
                DatasetFixtures.BLUEPRINT,
                List.of(
                        DatasetFixtures.sample(1, Label.folder("Ann")),
                        DatasetFixtures.sample(2, Label.folder("Ann")),
                        DatasetFixtures.sample(3, Label.folder("Bob")),
                        DatasetFixtures.sample(4, Label.NONE),
                        DatasetFixtures.full(5)));

        // when
        var description = DatasetStatistics.of(DatasetMixture.of(List.of(dataset)), new Split(0));

        // then
        assertThat(description.samples()).isEqualTo(5);
        assertThat(description.labelled()).isEqualTo(4);
        assertThat(description.identities()).isEqualTo(3);
        assertThat(description.trainingIdentities()).isEqualTo(3);
        assertThat(description.validationIdentities()).isZero();
        assertThat(description.onNeitherSide()).isZero();
        assertThat(description.origins()).isEqualTo(Map.of("folder", 3, "none", 1, "enrolled_match", 1));
        assertThat(description.spectra()).isEqualTo(Map.of("visible", 4, "infrared", 1));
        assertThat(description.cameras()).isEqualTo(Map.of("door", 1));
        assertThat(description.samplesPerIdentity().counts()).startsWith(2, 1, 0);
        assertThat(description.size().counts().get(8)).as("80 to 90 pixels").isEqualTo(5);
        assertThat(description.brightness().mean()).isCloseTo(0.5, within(1e-6));
        assertThat(description.histograms().subList(1, 5))
                .allSatisfy(histogram -> assertThat(histogram.total()).isEqualTo(5));
        assertThat(description.ownCentre().total()).as("Ann's two").isEqualTo(2);
        assertThat(description.nearestOther().total()).isEqualTo(4);
    }

    @Test
    void givenCentresAtKnownAnglesWhenSamplesAreDescribedThenSimilaritiesFallIntoTheirBins() {
        // given
        var centres =
                new Centres("wise@0123", Map.of("Ann", new float[] {1, 0, 0, 0}, "Bob", new float[] {0, 1, 0, 0}));
        var some = DatasetFixtures.sample(1, Label.folder("Ann"));
        var sample = new Sample(
                some.name(),
                null,
                some.label(),
                new Embedding(new float[] {0.8f, 0.6f, 0, 0}, 1),
                List.of(),
                List.of(),
                null,
                some.quality(),
                some.source(),
                some.spectrum(),
                null);

        // when
        var description = DatasetStatistics.of(List.of(sample, sample), centres, false, Split.DEFAULT);

        // then
        assertThat(description.ownCentre().mean()).isCloseTo(0.8, within(1e-3));
        assertThat(description.nearestOther().mean()).isCloseTo(0.6, within(1e-3));
    }

    @Test
    void givenValuesInAndOutsideWhenTheyAreCountedThenNoneIsLost() {
        // given
        var counter = new Histogram.Counter("length", "metres", 0, 1, 3);

        // when
        List.of(-0.1, 0.0, 0.99, 1.0, 3.0, 3.01, Double.NaN).forEach(counter::add);

        // then
        var histogram = counter.histogram();
        assertThat(histogram.counts()).containsExactly(2, 1, 1);
        assertThat(histogram.below()).isEqualTo(2);
        assertThat(histogram.above()).isEqualTo(1);
        assertThat(histogram.total()).isEqualTo(7);
        assertThat(histogram.to()).isEqualTo(3);
    }
}
