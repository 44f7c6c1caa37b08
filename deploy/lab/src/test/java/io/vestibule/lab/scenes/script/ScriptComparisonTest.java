package io.vestibule.lab.scenes.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.scenes.script.ScriptComparison.VisitOutcome;
import io.vestibule.lab.scenes.script.ScriptComparison.VisitResult;
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
    private static final BoundingBox AWAY_FROM_POSTER = new BoundingBox(300, 100, 400, 230);
    private static final Map<String, BoundingBox> POSTERS = Map.of("hall", POSTER);

    /** Ada from 10 to 20 seconds and a stranger from 40 to 50, at a door with a poster. */
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

    private static ObservedVisit identified(String subject, int from, int to) {
        return observed(from, to, Optional.of(subject), false, AWAY_FROM_POSTER);
    }

    private static ObservedVisit unknown(int from, int to) {
        return observed(from, to, Optional.empty(), true, AWAY_FROM_POSTER);
    }

    private static ObservedVisit undecided(int from, int to) {
        return observed(from, to, Optional.empty(), false, AWAY_FROM_POSTER);
    }

    private static ObservedVisit observed(
            int from, int to, Optional<String> subject, boolean unknown, BoundingBox box) {
        return new ObservedVisit(
                "visit-" + from,
                "hall",
                new TimeSpan(Duration.ofSeconds(from), Duration.ofSeconds(to)),
                subject,
                unknown,
                box);
    }

    private static ScriptComparison compare(ObservedVisit... seen) {
        return ScriptComparison.of(SCRIPT, POSTERS, List.of(seen));
    }

    private static List<VisitOutcome> outcomes(ScriptComparison comparison) {
        return comparison.visits().stream().map(VisitResult::outcome).toList();
    }

    @Test
    void shouldFindNoErrorWhenTheResidentIsIdentifiedAndTheStrangerIsUnknown() {
        // When
        ScriptComparison comparison = compare(identified("ada", 12, 19), unknown(42, 49));

        // Then
        assertThat(outcomes(comparison)).containsExactly(VisitOutcome.IDENTIFIED, VisitOutcome.UNKNOWN);
        assertThat(comparison.falseVisits()).isEmpty();
        assertThat(comparison.posterVisits()).isEmpty();
        assertThat(comparison.falseIdentifications()).isZero();
    }

    @Test
    void shouldCountAFalseIdentificationWhenAStrangerIsIdentified() {
        // When
        ScriptComparison comparison = compare(identified("ada", 12, 19), identified("ada", 42, 49));

        // Then
        assertThat(outcomes(comparison)).containsExactly(VisitOutcome.IDENTIFIED, VisitOutcome.WRONG);
        assertThat(comparison.falseIdentifications()).isEqualTo(1);
    }

    @Test
    void shouldCountAFalseIdentificationWhenAResidentIsIdentifiedAsAnother() {
        // When
        ScriptComparison comparison = compare(identified("bea", 12, 19));

        // Then
        assertThat(outcomes(comparison)).containsExactly(VisitOutcome.WRONG, VisitOutcome.MISSED);
        assertThat(comparison.falseIdentifications()).isEqualTo(1);
    }

    @Test
    void shouldCountAResidentAsMissedWhenReportedAsUnknown() {
        // When
        ScriptComparison comparison = compare(unknown(12, 19));

        // Then
        assertThat(outcomes(comparison)).containsExactly(VisitOutcome.MISSED, VisitOutcome.MISSED);
        assertThat(comparison.falseIdentifications()).isZero();
    }

    @Test
    void shouldCountAStrangerAsMissedWithoutADecision() {
        // When
        ScriptComparison comparison = compare(identified("ada", 12, 19), undecided(42, 44));

        // Then
        assertThat(outcomes(comparison)).containsExactly(VisitOutcome.IDENTIFIED, VisitOutcome.MISSED);
    }

    @Test
    void shouldAssignTwoObservedVisitsToOneScriptedVisitWhenBothOverlapIt() {
        // When
        ScriptComparison comparison = compare(identified("ada", 11, 14), undecided(18, 20));

        // Then
        assertThat(comparison.visits().get(0).outcome()).isEqualTo(VisitOutcome.IDENTIFIED);
        assertThat(comparison.visits().get(0).observed()).hasSize(2);
    }

    @Test
    void shouldCountAFalseVisitWhenNoVisitorIsPresent() {
        // When
        ScriptComparison comparison = compare(identified("ada", 12, 19), undecided(30, 32));

        // Then
        assertThat(comparison.falseVisits()).extracting(ObservedVisit::id).containsExactly("visit-30");
        assertThat(comparison.posterVisits()).isEmpty();
    }

    @Test
    void shouldCountAPosterVisitWhenTheFaceIsAtThePoster() {
        // Given
        ObservedVisit poster = observed(13, 15, Optional.empty(), true, new BoundingBox(12, 11, 52, 60));

        // When
        ScriptComparison comparison = compare(identified("ada", 12, 19), poster);

        // Then
        assertThat(comparison.posterVisits()).containsExactly(poster);
    }

    @Test
    void shouldCountAFalseIdentificationWhenThePosterIsIdentified() {
        // When
        ScriptComparison comparison = compare(observed(30, 32, Optional.of("dora"), false, POSTER));

        // Then
        assertThat(comparison.posterVisits()).hasSize(1);
        assertThat(comparison.falseIdentifications()).isEqualTo(1);
    }
}
