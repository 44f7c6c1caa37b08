package io.vestibule.lab.scenes.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.scenes.script.ScriptComparison.JudgedVisit;
import io.vestibule.lab.scenes.script.ScriptComparison.Outcome;
import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptComparisonTest {

    private static final Portrait FACE = new Portrait("sample1", 0);
    private static final BoundingBox POSTER = new BoundingBox(10, 10, 50, 60);
    private static final BoundingBox ELSEWHERE = new BoundingBox(300, 100, 400, 230);
    private static final Map<String, BoundingBox> POSTERS = Map.of("hall", POSTER);

    /** Ada from 10 to 20, a stranger from 40 to 50, at a door with a poster. */
    private static final SceneScript SCRIPT = new SceneScript(
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            List.of(),
            List.of(new ScriptedDoor(
                    "hall",
                    "Hall",
                    Place.MAIL_ROOM,
                    Spectrum.VISIBLE,
                    List.of(
                            ScriptedVisit.resident("ada", FACE, 10, 20, Side.LEFT),
                            ScriptedVisit.stranger(FACE, 40, 50, Side.LEFT)),
                    Optional.of(new Poster(FACE, 0.1, 0.1, 0.1)))));

    private static ObservedVisit named(String subject, int from, int to) {
        return seen(from, to, Optional.of(subject), false, ELSEWHERE);
    }

    private static ObservedVisit unknown(int from, int to) {
        return seen(from, to, Optional.empty(), true, ELSEWHERE);
    }

    private static ObservedVisit undecided(int from, int to) {
        return seen(from, to, Optional.empty(), false, ELSEWHERE);
    }

    private static ObservedVisit seen(int from, int to, Optional<String> subject, boolean unknown, BoundingBox box) {
        return new ObservedVisit(
                "visit-" + from,
                "hall",
                new TimeSpan(Duration.ofSeconds(from), Duration.ofSeconds(to)),
                subject,
                unknown,
                box);
    }

    private static ScriptComparison judge(ObservedVisit... seen) {
        return ScriptComparison.of(SCRIPT, POSTERS, List.of(seen));
    }

    private static List<Outcome> outcomes(ScriptComparison judgement) {
        return judgement.visits().stream().map(JudgedVisit::outcome).toList();
    }

    @Test
    void shouldFindAllRightWhenTheResidentIsNamedAndTheStrangerIsUnknown() {
        // When
        ScriptComparison judgement = judge(named("ada", 12, 19), unknown(42, 49));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.IDENTIFIED, Outcome.UNKNOWN);
        assertThat(judgement.falseVisits()).isEmpty();
        assertThat(judgement.posterVisits()).isEmpty();
        assertThat(judgement.falseIdentifications()).isZero();
    }

    @Test
    void shouldCountAFalseIdentificationWhenAStrangerIsNamed() {
        // When
        ScriptComparison judgement = judge(named("ada", 12, 19), named("ada", 42, 49));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.IDENTIFIED, Outcome.WRONG);
        assertThat(judgement.falseIdentifications()).isEqualTo(1);
    }

    @Test
    void shouldCountAFalseIdentificationWhenAResidentIsNamedAsAnother() {
        // When
        ScriptComparison judgement = judge(named("bea", 12, 19));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.WRONG, Outcome.MISSED);
        assertThat(judgement.falseIdentifications()).isEqualTo(1);
    }

    @Test
    void shouldCallAResidentMissedWhenSheIsTakenForAStranger() {
        // When
        ScriptComparison judgement = judge(unknown(12, 19));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.MISSED, Outcome.MISSED);
        assertThat(judgement.falseIdentifications()).isZero();
    }

    @Test
    void shouldCallAStrangerMissedWhenNothingIsSaidOfHer() {
        // When
        ScriptComparison judgement = judge(named("ada", 12, 19), undecided(42, 44));

        // Then
        assertThat(outcomes(judgement)).containsExactly(Outcome.IDENTIFIED, Outcome.MISSED);
    }

    @Test
    void shouldTakeTwoPartsForOneVisitWhenBothLieInIt() {
        // When
        ScriptComparison judgement = judge(named("ada", 11, 14), undecided(18, 20));

        // Then
        assertThat(judgement.visits().get(0).outcome()).isEqualTo(Outcome.IDENTIFIED);
        assertThat(judgement.visits().get(0).seen()).hasSize(2);
    }

    @Test
    void shouldCountAFalseVisitWhenSomebodyIsSeenThoughNobodyIsThere() {
        // When
        ScriptComparison judgement = judge(named("ada", 12, 19), undecided(30, 32));

        // Then
        assertThat(judgement.falseVisits()).extracting(ObservedVisit::name).containsExactly("visit-30");
        assertThat(judgement.posterVisits()).isEmpty();
    }

    @Test
    void shouldCountAPosterVisitWhenTheFaceIsThePosters() {
        // Given: it is seen while Ada stands at the door
        ObservedVisit poster = seen(13, 15, Optional.empty(), true, new BoundingBox(12, 11, 52, 60));

        // When
        ScriptComparison judgement = judge(named("ada", 12, 19), poster);

        // Then
        assertThat(judgement.posterVisits()).containsExactly(poster);
    }

    @Test
    void shouldCountAFalseIdentificationWhenThePosterIsNamed() {
        // When
        ScriptComparison judgement = judge(seen(30, 32, Optional.of("dora"), false, POSTER));

        // Then
        assertThat(judgement.posterVisits()).hasSize(1);
        assertThat(judgement.falseIdentifications()).isEqualTo(1);
    }
}
