package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.TestSightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.state.SubjectSamplingState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleSelectorTest {

    private static final FaceQuality GOOD = new FaceQuality(120, 90, 0.5f, 0, 0, 0);

    @Test
    void shouldTakeShareOfEasyFaces() {
        // Given
        TeachSettingsBuilder settings = TestSettings.builder();
        settings.share(0.5);
        settings.hardness(new HardnessSettings(0.1f, 0.1f, 0.8f, 0.5));
        SampleSelector selector = new SampleSelector(settings.build());

        // Then
        assertThat(selector.decide(SampleSelector.initialState(), candidate("3f", NOON), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.TAKEN); // fraction 0.246
        assertThat(selector.decide(SampleSelector.initialState(), candidate("40", NOON), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.EASY); // fraction 0.25
    }

    @Test
    void shouldTakeAllHardFaces() {
        // Given
        TeachSettingsBuilder settings = TestSettings.builder();
        settings.hardness(new HardnessSettings(0.1f, 0.1f, 0.8f, 0));
        SampleSelector selector = new SampleSelector(settings.build());

        // Then
        assertThat(selector.decide(SampleSelector.initialState(), candidate("ff", NOON), SelectionReason.SMALL_MARGIN))
                .isEqualTo(SamplingDecision.TAKEN);
        assertThat(selector.decide(SampleSelector.initialState(), candidate("00", NOON), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.EASY);
    }

    @Test
    void shouldSkipFaceWhenSubjectIsFull() {
        // Given
        TeachSettingsBuilder settings = TestSettings.builder();
        settings.perSubjectDay(2);
        SampleSelector selector = new SampleSelector(settings.build());
        Instant evening = Instant.parse("2026-05-04T23:59:59.999Z");

        // When
        SubjectSamplingState one = selector.update(SampleSelector.initialState(), candidate("00", NOON));
        SubjectSamplingState two = selector.update(one, candidate("00", NOON));

        // Then
        assertThat(selector.decide(one, candidate("00", evening), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.TAKEN);
        assertThat(selector.decide(two, candidate("00", evening), SelectionReason.DISAGREEMENT))
                .isEqualTo(SamplingDecision.SUBJECT_FULL);
        assertThat(selector.decide(two, candidate("00", evening.plusMillis(1)), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.TAKEN);
        assertThat(selector.update(two, candidate("00", evening.plus(Duration.ofDays(3)))))
                .isEqualTo(new SubjectSamplingState(Instant.parse("2026-05-07T00:00:00Z"), 1));
    }

    private static SamplingCandidate candidate(String hashPrefix, Instant at) {
        return new SamplingCandidate(
                new FaceHash(hashPrefix + "0".repeat(62)), Thumbnail.of(TestSightings.grey(1)), GOOD, "a", at);
    }
}
