package io.vestibule.dataset.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    /** Consent of {@link DatasetFixtures#full} expires at this time. */
    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void shouldExcludeASampleFromTheExpiryOfItsConsent() {
        // Given
        List<Sample> samples = List.of(DatasetFixtures.full(1), DatasetFixtures.sample(2, Label.NONE));

        // When
        SelectionResult before = SelectionResult.of(Selection.at(EXPIRY.minusMillis(1)), samples, null);
        SelectionResult after = SelectionResult.of(Selection.at(EXPIRY), samples, null);

        // Then
        assertThat(before.names()).hasSize(2);
        assertThat(after.names()).containsExactly(samples.get(1).name());
        assertThat(after.leftOut()).isEqualTo(Map.of("consent", 1));
        assertThat(after.identities()).isEmpty();
    }

    @Test
    void shouldCountExcludedSamplesByReason() {
        // Given
        List<Sample> samples = List.of(
                DatasetFixtures.sample(1, Label.folder("Ann")),
                DatasetFixtures.sample(5, Label.folder("Ann")),
                DatasetFixtures.sample(6, Label.NONE));

        // When
        SelectionResult result =
                SelectionResult.of(Selection.at(EXPIRY).withMinimum(84, 0).withLabelledOnly(true), samples, null);

        // Then
        assertThat(result.names()).containsExactly(samples.get(1).name());
        assertThat(result.leftOut()).isEqualTo(Map.of("size", 1, "unlabelled", 1));
    }

    @Test
    void shouldExcludeBlurredFaces() {
        // Given
        List<Sample> samples = List.of(DatasetFixtures.sample(1, Label.folder("Ann")));

        // When
        SelectionResult result = SelectionResult.of(Selection.at(EXPIRY).withMinimum(0, 201), samples, null);

        // Then
        assertThat(result.leftOut()).isEqualTo(Map.of("sharpness", 1));
    }

    @Test
    void shouldSelectEachIdentityForExactlyOneSide() {
        // Given
        List<Sample> samples = samples(40, 2);
        Split split = new Split(0.5);

        // When
        SelectionResult training =
                SelectionResult.of(Selection.at(EXPIRY).withSide(SplitSide.TRAINING, split), samples, null);
        SelectionResult validation =
                SelectionResult.of(Selection.at(EXPIRY).withSide(SplitSide.VALIDATION, split), samples, null);

        // Then
        assertThat(training.identities()).doesNotContainAnyElementsOf(validation.identities());
        assertThat(training.names().size() + validation.names().size()).isEqualTo(samples.size());
        assertThat(training.names()).isNotEmpty();
        assertThat(validation.names()).isNotEmpty();
    }

    @Test
    void shouldSelectTheSameSamplesOfAnIdentityInAnyOrder() {
        // Given
        List<Sample> samples = samples(3, 5);
        List<Sample> reversed = new ArrayList<>(samples);
        Collections.reverse(reversed);
        Selection selection = Selection.at(EXPIRY).withLimits(2, null);

        // When
        SelectionResult result = SelectionResult.of(selection, samples, null);

        // Then
        assertThat(result.names())
                .hasSize(6)
                .isEqualTo(SelectionResult.of(selection, reversed, null).names());
        assertThat(result.identities()).hasSize(3);
        assertThat(result.leftOut()).isEqualTo(Map.of("identity_cap", 9));
    }

    @Test
    void shouldNotApplyTheLimitPerCameraToFiles() {
        // Given
        List<Sample> samples =
                List.of(DatasetFixtures.full(1), DatasetFixtures.full(2), DatasetFixtures.sample(3, Label.NONE));

        // When
        SelectionResult result =
                SelectionResult.of(Selection.at(EXPIRY.minusSeconds(1)).withLimits(null, 1), samples, null);

        // Then
        assertThat(result.names()).hasSize(2).contains(samples.get(2).name());
        assertThat(result.leftOut()).isEqualTo(Map.of("camera_cap", 1));
    }

    @Test
    void shouldRecordOnlyTheConsentTimeByDefault() {
        // When, then
        assertThat(Selection.at(EXPIRY).filters()).isEqualTo(Map.of("consent_at", "2027-01-01T00:00:00Z"));
    }

    @Test
    void shouldRecordAllFiltersAndReadThemBack() {
        // Given
        Selection selection = Selection.at(EXPIRY)
                .withMinimum(40, 60)
                .withLabelledOnly(true)
                .withSide(SplitSide.VALIDATION, new Split(0.1))
                .withLimits(10, 20);

        // When
        Map<String, String> filters = selection.filters();

        // Then
        assertThat(filters)
                .isEqualTo(Map.of(
                        "consent_at", "2027-01-01T00:00:00Z",
                        "minimum_size", "40.0",
                        "minimum_sharpness", "60.0",
                        "labelled_only", "true",
                        "side", "validation",
                        "validation_share", "0.1",
                        "per_identity", "10",
                        "per_camera", "20"));
        assertThat(Selection.ofFilters(filters)).isEqualTo(selection);
    }

    @Test
    void shouldRejectFiltersThatAreNotOfAnExport() {
        // When, then
        assertThatThrownBy(() -> Selection.ofFilters(Map.of("limits", "any")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not an export manifest");
        assertThatThrownBy(() -> Selection.ofFilters(Map.of("consent_at", "yesterday")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldRejectALimitOfZeroAndAMinimumThatIsNotANumber() {
        // When, then
        assertThatThrownBy(() -> Selection.at(EXPIRY).withLimits(0, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Selection.at(EXPIRY).withMinimum(Float.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Sample> samples(int people, int perPerson) {
        return IntStream.range(0, people * perPerson)
                .mapToObj(i -> DatasetFixtures.sample(i, Label.folder("person " + i % people)))
                .toList();
    }
}
