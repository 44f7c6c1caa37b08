package io.vestibule.app.demo.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.app.demo.script.Judgement.JudgedVisit;
import io.vestibule.app.demo.script.Judgement.Outcome;
import io.vestibule.app.demo.script.Visit.Side;
import io.vestibule.models.Box;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Portrait FACE = new Portrait("sample1", 0);
    private static final Box POSTER = new Box(10, 10, 50, 60);
    private static final Box ELSEWHERE = new Box(300, 100, 400, 230);
    private static final Map<String, Box> POSTERS = Map.of("hall", POSTER);

    /** Ada from 10 to 20, a stranger from 40 to 50, at a door with a poster. */
    private static final Script SCRIPT = new Script(
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            List.of(),
            List.of(new Door(
                    "hall",
                    "Hall",
                    Place.MAIL_ROOM,
                    Spectrum.VISIBLE,
                    List.of(Visit.resident("ada", FACE, 10, 20, Side.LEFT), Visit.stranger(FACE, 40, 50, Side.LEFT)),
                    Optional.of(new Poster(FACE, 0.1, 0.1, 0.1)))));

    private static SeenVisit named(String subject, int from, int to) {
        return seen(from, to, Optional.of(subject), false, ELSEWHERE);
    }

    private static SeenVisit unknown(int from, int to) {
        return seen(from, to, Optional.empty(), true, ELSEWHERE);
    }

    private static SeenVisit undecided(int from, int to) {
        return seen(from, to, Optional.empty(), false, ELSEWHERE);
    }

    private static SeenVisit seen(int from, int to, Optional<String> subject, boolean unknown, Box box) {
        return new SeenVisit(
                "visit-" + from,
                "hall",
                new Interval(Duration.ofSeconds(from), Duration.ofSeconds(to)),
                subject,
                unknown,
                box);
    }

    private static Judgement judge(SeenVisit... seen) {
        return Judgement.of(SCRIPT, POSTERS, List.of(seen));
    }

    private static List<Outcome> outcomes(Judgement judgement) {
        return judgement.visits().stream().map(JudgedVisit::outcome).toList();
    }

    @Test
    void shouldFindAllRightWhenTheResidentIsNamedAndTheStrangerIsUnknown() {
        // When
        Judgement judgement = judge(named("ada", 12, 19), unknown(42, 49));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.IDENTIFIED, Outcome.UNKNOWN);
        assertThat(judgement.falseVisits()).isEmpty();
        assertThat(judgement.posterVisits()).isEmpty();
        assertThat(judgement.falseIdentifications()).isZero();
    }

    @Test
    void shouldCountAFalseIdentificationWhenAStrangerIsNamed() {
        // When
        Judgement judgement = judge(named("ada", 12, 19), named("ada", 42, 49));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.IDENTIFIED, Outcome.WRONG);
        assertThat(judgement.falseIdentifications()).isEqualTo(1);
    }

    @Test
    void shouldCountAFalseIdentificationWhenAResidentIsNamedAsAnother() {
        // When
        Judgement judgement = judge(named("bea", 12, 19));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.WRONG, Outcome.MISSED);
        assertThat(judgement.falseIdentifications()).isEqualTo(1);
    }

    @Test
    void shouldCallAResidentMissedWhenSheIsTakenForAStranger() {
        // When
        Judgement judgement = judge(unknown(12, 19));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.MISSED, Outcome.MISSED);
        assertThat(judgement.falseIdentifications()).isZero();
    }

    @Test
    void shouldCallAStrangerMissedWhenNothingIsSaidOfHer() {
        // When
        Judgement judgement = judge(named("ada", 12, 19), undecided(42, 44));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.IDENTIFIED, Outcome.MISSED);
    }

    @Test
    void shouldTakeTwoPartsForOneVisitWhenBothLieInIt() {
        // When
        Judgement judgement = judge(named("ada", 11, 14), undecided(18, 20));

        // Then
        assertThat(judgement.visits().get(0).outcome()).isEqualTo(Outcome.IDENTIFIED);
        assertThat(judgement.visits().get(0).seen()).hasSize(2);
    }

    @Test
    void shouldCountAFalseVisitWhenSomebodyIsSeenThoughNobodyIsThere() {
        // When
        Judgement judgement = judge(named("ada", 12, 19), undecided(30, 32));

        // Then
        assertThat(judgement.falseVisits()).extracting(SeenVisit::name).containsExactly("visit-30");
        assertThat(judgement.posterVisits()).isEmpty();
    }

    @Test
    void shouldCountAPosterVisitWhenTheFaceIsThePosters() {
        // Given: it is seen while Ada stands at the door
        SeenVisit poster = seen(13, 15, Optional.empty(), true, new Box(12, 11, 52, 60));

        // When
        Judgement judgement = judge(named("ada", 12, 19), poster);

        // Then
        assertThat(judgement.posterVisits()).containsExactly(poster);
    }

    @Test
    void shouldCountAFalseIdentificationWhenThePosterIsNamed() {
        // When
        Judgement judgement = judge(seen(30, 32, Optional.of("dora"), false, POSTER));

        // Then
        assertThat(judgement.posterVisits()).hasSize(1);
        assertThat(judgement.falseIdentifications()).isEqualTo(1);
    }
}
