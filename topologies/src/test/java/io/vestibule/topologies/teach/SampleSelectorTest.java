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
    void shouldTakeTheShareOfTheEasyOnesOfThoseThatAreDrawn() {
        TestSettings settings = new TestSettings();
        settings.share = 0.5;
        settings.hardness = new HardnessSettings(0.1f, 0.1f, 0.8f, 0.5);
        SampleSelector selection = new SampleSelector(settings.build());

        assertThat(selection.judge(SampleSelector.nothing(), sample("3f", NOON), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.TAKEN); // lot 0.246
        assertThat(selection.judge(SampleSelector.nothing(), sample("40", NOON), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.EASY); // lot 0.25
    }

    @Test
    void shouldTakeHardOnesWhateverTheLot() {
        TestSettings settings = new TestSettings();
        settings.hardness = new HardnessSettings(0.1f, 0.1f, 0.8f, 0);
        SampleSelector selection = new SampleSelector(settings.build());

        assertThat(selection.judge(SampleSelector.nothing(), sample("ff", NOON), SelectionReason.SMALL_MARGIN))
                .isEqualTo(SamplingDecision.TAKEN);
        assertThat(selection.judge(SampleSelector.nothing(), sample("00", NOON), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.EASY);
    }

    @Test
    void shouldTakeNoMoreOfASubjectInADayThanTheMostHoweverHard() {
        TestSettings settings = new TestSettings();
        settings.perSubjectDay = 2;
        SampleSelector selection = new SampleSelector(settings.build());
        Instant evening = Instant.parse("2026-05-04T23:59:59.999Z");

        SubjectSamplingState one = selection.remember(SampleSelector.nothing(), sample("00", NOON));
        SubjectSamplingState two = selection.remember(one, sample("00", NOON));

        assertThat(selection.judge(one, sample("00", evening), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.TAKEN);
        assertThat(selection.judge(two, sample("00", evening), SelectionReason.DISAGREEMENT))
                .isEqualTo(SamplingDecision.SUBJECT_FULL);
        assertThat(selection.judge(two, sample("00", evening.plusMillis(1)), SelectionReason.EASY))
                .isEqualTo(SamplingDecision.TAKEN);
        assertThat(selection.remember(two, sample("00", evening.plus(Duration.ofDays(3)))))
                .isEqualTo(new SubjectSamplingState(Instant.parse("2026-05-07T00:00:00Z"), 1));
    }

    private static SamplingCandidate sample(String hashBegins, Instant at) {
        return new SamplingCandidate(
                new FaceHash(hashBegins + "0".repeat(62)), Thumbnail.of(TestSightings.grey(1)), GOOD, "a", at);
    }
}
