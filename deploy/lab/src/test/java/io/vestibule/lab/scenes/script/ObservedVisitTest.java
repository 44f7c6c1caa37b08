package io.vestibule.lab.scenes.script;

import static io.vestibule.lab.scenes.script.PipelineOutput.START;
import static io.vestibule.lab.scenes.script.PipelineOutput.arrival;
import static io.vestibule.lab.scenes.script.PipelineOutput.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the records of the topics to the comparison with the script. */
class ObservedVisitTest {

    private static final Portrait FACE = new Portrait("sample1", 0);
    private static final BoundingBox POSTER = new BoundingBox(80, 80, 160, 180);
    private static final BoundingBox AWAY_FROM_POSTER = new BoundingBox(300, 100, 400, 230);

    /** A stranger from 40 to 50 seconds (frames 200 to 250), at a door with a poster. */
    private static final SceneScript SCRIPT = new SceneScript(
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            List.of(),
            List.of(new ScriptedDoor(
                    "hall",
                    "Hall",
                    Place.MAIL_ROOM,
                    Spectrum.VISIBLE,
                    List.of(ScriptedVisit.stranger(FACE, 40, 50, Side.LEFT)),
                    Optional.of(new Poster(FACE, 0.1, 0.1, 0.1)))));

    private static ScriptComparison compare(List<IdentityEvent> events, List<FaceSighting> sightings) {
        return ScriptComparison.of(SCRIPT, Map.of("hall", POSTER), ObservedVisit.of(events, sightings, START));
    }

    @Test
    void shouldCountAPosterVisitWhenThePosterArrivesWhileAStrangerVisits() {
        // Given
        List<FaceSighting> sightings = List.of(
                sighting("hall", "hall/1/205/0", 205, AWAY_FROM_POSTER),
                sighting("hall", "hall/1/205/1", 205, POSTER),
                sighting("hall", "hall/1/205/0", 206, AWAY_FROM_POSTER),
                sighting("hall", "hall/1/205/1", 206, POSTER));
        IdentityEvent stranger = arrival("hall", "hall/1/205/0", 205);
        IdentityEvent poster = arrival("hall", "hall/1/205/1", 205);

        // When
        ScriptComparison comparison = compare(List.of(stranger, poster), sightings);

        // Then
        assertThat(comparison.posterVisits()).extracting(ObservedVisit::id).containsExactly(poster.getVisit());
        assertThat(comparison.visits().get(0).observed())
                .extracting(ObservedVisit::id)
                .containsExactly(stranger.getVisit());
    }

    @Test
    void shouldCountAFalseVisitWhenAFaceAppearsAwayFromThePosterWithoutAVisitor() {
        // Given
        IdentityEvent event = arrival("hall", "hall/1/100/0", 100);

        // When
        ScriptComparison comparison =
                compare(List.of(event), List.of(sighting("hall", "hall/1/100/0", 100, AWAY_FROM_POSTER)));

        // Then
        assertThat(comparison.falseVisits()).extracting(ObservedVisit::id).containsExactly(event.getVisit());
        assertThat(comparison.posterVisits()).isEmpty();
    }

    @Test
    void shouldUseTheFirstFaceOfTheVisitWhenItsTrackIsOlder() {
        // Given
        List<FaceSighting> sightings = List.of(
                sighting("hall", "hall/1/100/0", 100, AWAY_FROM_POSTER), sighting("hall", "hall/1/100/0", 150, POSTER));

        // When
        List<ObservedVisit> observed =
                ObservedVisit.of(List.of(arrival("hall", "hall/1/100/0", 150)), sightings, START);

        // Then
        assertThat(observed).extracting(ObservedVisit::box).containsExactly(POSTER);
    }

    @Test
    void shouldFailWhenNoSightingMatchesTheStartOfAVisit() {
        // Given
        List<IdentityEvent> events = List.of(arrival("hall", "hall/1/100/0", 100));

        // When
        Throwable failure = catchThrowable(() -> ObservedVisit.of(events, List.of(), START));

        // Then
        assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no sighting matches the start of visit hall/1/100/0@100");
    }
}
