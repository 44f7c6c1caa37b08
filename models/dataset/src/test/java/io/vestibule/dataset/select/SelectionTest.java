package io.vestibule.dataset.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** Consent of {@link DatasetFixtures#full} ends here. */
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void givenASampleWhoseConsentEndsWhenThatMomentHasComeThenItStays() {
        // given
        var samples = List.of(DatasetFixtures.full(1), DatasetFixtures.sample(2, Label.NONE));

        // when
        var before = SelectionResult.of(Selection.at(END.minusMillis(1)), samples, null);
        var after = SelectionResult.of(Selection.at(END), samples, null);

        // then
        assertThat(before.names()).hasSize(2);
        assertThat(after.names()).containsExactly(samples.get(1).name());
        assertThat(after.leftOut()).isEqualTo(Map.of("consent", 1));
        assertThat(after.identities()).isEmpty();
    }

    @Test
    void givenLeastSizeAndLabelsOnlyWhenSamplesAreChosenThenEachThatStaysHasItsReason() {
        // given: sizes of 80 pixels and the seed
        var samples = List.of(
                DatasetFixtures.sample(1, Label.folder("Ann")),
                DatasetFixtures.sample(5, Label.folder("Ann")),
                DatasetFixtures.sample(6, Label.NONE));

        // when
        var choice = SelectionResult.of(Selection.at(END).atLeast(84, 0).labelled(), samples, null);

        // then
        assertThat(choice.names()).containsExactly(samples.get(1).name());
        assertThat(choice.leftOut()).isEqualTo(Map.of("size", 1, "unlabelled", 1));
    }

    @Test
    void givenASharpnessThatNoneHasWhenSamplesAreChosenThenNoneIs() {
        // when
        var choice = SelectionResult.of(
                Selection.at(END).atLeast(0, 201), List.of(DatasetFixtures.sample(1, Label.folder("Ann"))), null);

        // then
        assertThat(choice.leftOut()).isEqualTo(Map.of("sharpness", 1));
    }

    @Test
    void givenBothSidesWhenEachIsChosenThenNobodyIsOnBothAndNobodyIsLost() {
        // given
        var samples = people(40, 2);
        var split = new Split(0.5);

        // when
        var training = SelectionResult.of(Selection.at(END).side(SplitSide.TRAINING, split), samples, null);
        var validation = SelectionResult.of(Selection.at(END).side(SplitSide.VALIDATION, split), samples, null);

        // then
        assertThat(training.identities()).doesNotContainAnyElementsOf(validation.identities());
        assertThat(training.names().size() + validation.names().size()).isEqualTo(samples.size());
        assertThat(training.names()).isNotEmpty();
        assertThat(validation.names()).isNotEmpty();
    }

    @Test
    void givenMoreSamplesThanAnIdentityMayHaveWhenTheyComeInAnotherOrderThenTheSameAreChosen() {
        // given
        var samples = people(3, 5);
        var reversed = new ArrayList<>(samples);
        Collections.reverse(reversed);
        var selection = Selection.at(END).atMost(2, null);

        // when
        var choice = SelectionResult.of(selection, samples, null);

        // then
        assertThat(choice.names())
                .hasSize(6)
                .isEqualTo(SelectionResult.of(selection, reversed, null).names());
        assertThat(choice.identities()).hasSize(3);
        assertThat(choice.leftOut()).isEqualTo(Map.of("identity_cap", 9));
    }

    @Test
    void givenMoreSamplesThanACameraMayHaveWhenTheyAreChosenThenFilesAreNotCounted() {
        // given
        var samples = List.of(DatasetFixtures.full(1), DatasetFixtures.full(2), DatasetFixtures.sample(3, Label.NONE));

        // when
        var choice = SelectionResult.of(Selection.at(END.minusSeconds(1)).atMost(null, 1), samples, null);

        // then
        assertThat(choice.names()).hasSize(2).contains(samples.get(2).name());
        assertThat(choice.leftOut()).isEqualTo(Map.of("camera_cap", 1));
    }

    @Test
    void givenWhatWasAskedForWhenItIsRecordedThenNothingElseIs() {
        // when, then
        assertThat(Selection.at(END).filters()).isEqualTo(Map.of("consent_at", "2027-01-01T00:00:00Z"));
        assertThat(Selection.at(END)
                        .atLeast(40, 60)
                        .labelled()
                        .side(SplitSide.VALIDATION, new Split(0.1))
                        .atMost(10, 20)
                        .filters())
                .isEqualTo(Map.of(
                        "consent_at", "2027-01-01T00:00:00Z",
                        "minimum_size", "40.0",
                        "minimum_sharpness", "60.0",
                        "labelled_only", "true",
                        "side", "validation",
                        "validation_share", "0.1",
                        "per_identity", "10",
                        "per_camera", "20"));
    }

    @Test
    void givenACapOfNoneWhenASelectionIsMadeThenItIsRefused() {
        // when, then
        assertThatThrownBy(() -> Selection.at(END).atMost(0, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Selection.at(END).atLeast(Float.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Sample> people(int people, int each) {
        return IntStream.range(0, people * each)
                .mapToObj(i -> DatasetFixtures.sample(i, Label.folder("person " + i % people)))
                .toList();
    }
}
