package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.Sightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.Quality;
import io.vestibule.schemas.TakenAs;
import io.vestibule.schemas.state.TaughtSubject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Quality GOOD = new Quality(120, 90, 0.5f, 0, 0, 0);

    @Test
    void shouldTakeTheShareOfTheEasyOnesOfThoseThatAreDrawn() {
        SettingsOf settings = new SettingsOf();
        settings.share = 0.5;
        settings.hardness = new HardnessSettings(0.1f, 0.1f, 0.8f, 0.5);
        Selection selection = new Selection(settings.build());

        assertThat(selection.judge(Selection.nothing(), sample("3f", NOON), TakenAs.EASY))
                .isEqualTo(Verdict.TAKEN); // lot 0.246
        assertThat(selection.judge(Selection.nothing(), sample("40", NOON), TakenAs.EASY))
                .isEqualTo(Verdict.EASY); // lot 0.25
    }

    @Test
    void shouldTakeHardOnesWhateverTheLot() {
        SettingsOf settings = new SettingsOf();
        settings.hardness = new HardnessSettings(0.1f, 0.1f, 0.8f, 0);
        Selection selection = new Selection(settings.build());

        assertThat(selection.judge(Selection.nothing(), sample("ff", NOON), TakenAs.SMALL_MARGIN))
                .isEqualTo(Verdict.TAKEN);
        assertThat(selection.judge(Selection.nothing(), sample("00", NOON), TakenAs.EASY))
                .isEqualTo(Verdict.EASY);
    }

    @Test
    void shouldTakeNoMoreOfASubjectInADayThanTheMostHoweverHard() {
        SettingsOf settings = new SettingsOf();
        settings.perSubjectDay = 2;
        Selection selection = new Selection(settings.build());
        Instant evening = Instant.parse("2026-05-04T23:59:59.999Z");

        TaughtSubject one = selection.remember(Selection.nothing(), sample("00", NOON));
        TaughtSubject two = selection.remember(one, sample("00", NOON));

        assertThat(selection.judge(one, sample("00", evening), TakenAs.EASY)).isEqualTo(Verdict.TAKEN);
        assertThat(selection.judge(two, sample("00", evening), TakenAs.DISAGREEMENT))
                .isEqualTo(Verdict.SUBJECT_FULL);
        assertThat(selection.judge(two, sample("00", evening.plusMillis(1)), TakenAs.EASY))
                .isEqualTo(Verdict.TAKEN);
        assertThat(selection.remember(two, sample("00", evening.plus(Duration.ofDays(3)))))
                .isEqualTo(new TaughtSubject(Instant.parse("2026-05-07T00:00:00Z"), 1));
    }

    private static Sample sample(String hashBegins, Instant at) {
        return new Sample(new FaceHash(hashBegins + "0".repeat(62)), Thumbnail.of(Sightings.grey(1)), GOOD, "a", at);
    }
}
