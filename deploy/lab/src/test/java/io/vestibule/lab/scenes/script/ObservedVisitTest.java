package io.vestibule.lab.scenes.script;

import static io.vestibule.lab.scenes.script.PipelineOutput.START;
import static io.vestibule.lab.scenes.script.PipelineOutput.arrival;
import static io.vestibule.lab.scenes.script.PipelineOutput.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What the topics hold, up to the judgement. */
class ObservedVisitTest {

    private static final Portrait FACE = new Portrait("sample1", 0);
    private static final BoundingBox POSTER = new BoundingBox(80, 80, 160, 180);
    private static final BoundingBox BESIDE_IT = new BoundingBox(300, 100, 400, 230);

    /** A stranger from 40 to 50 seconds, frames 200 to 250, at a door with a poster. */
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

    private static ScriptComparison judge(List<IdentityEvent> events, List<FaceSighting> sightings) {
        return ScriptComparison.of(SCRIPT, Map.of("hall", POSTER), ObservedVisit.of(events, sightings, START));
    }

    @Test
    void shouldCountAPosterVisitWhenThePosterArrivesWhileAStrangerVisits() {
        // Given: both faces in the same two frames, which are the evidence of both events
        List<FaceSighting> sightings = List.of(
                sighting("hall", "hall/1/205/0", 205, BESIDE_IT),
                sighting("hall", "hall/1/205/1", 205, POSTER),
                sighting("hall", "hall/1/205/0", 206, BESIDE_IT),
                sighting("hall", "hall/1/205/1", 206, POSTER));
        IdentityEvent stranger = arrival("hall", "hall/1/205/0", 205);
        IdentityEvent poster = arrival("hall", "hall/1/205/1", 205);

        // When
        ScriptComparison judgement = judge(List.of(stranger, poster), sightings);

        // Then
        assertThat(judgement.posterVisits()).extracting(ObservedVisit::name).containsExactly(poster.getVisit());
        assertThat(judgement.visits().get(0).seen())
                .extracting(ObservedVisit::name)
                .containsExactly(stranger.getVisit());
    }

    @Test
    void shouldCountAFalseVisitWhenAPhantomIsSeenBesideThePosterWhileNobodyVisits() {
        // Given
        IdentityEvent phantom = arrival("hall", "hall/1/100/0", 100);

        // When
        ScriptComparison judgement = judge(List.of(phantom), List.of(sighting("hall", "hall/1/100/0", 100, BESIDE_IT)));

        // Then
        assertThat(judgement.falseVisits()).extracting(ObservedVisit::name).containsExactly(phantom.getVisit());
        assertThat(judgement.posterVisits()).isEmpty();
    }

    @Test
    void shouldTakeThePlaceOfTheVisitsOwnFirstFaceWhenItsTrackIsOlder() {
        // Given: a track that outlived its first visit, and began another one elsewhere
        List<FaceSighting> sightings = List.of(
                sighting("hall", "hall/1/100/0", 100, BESIDE_IT), sighting("hall", "hall/1/100/0", 150, POSTER));

        // When
        List<ObservedVisit> seen = ObservedVisit.of(List.of(arrival("hall", "hall/1/100/0", 150)), sightings, START);

        // Then
        assertThat(seen).extracting(ObservedVisit::box).containsExactly(POSTER);
    }

    @Test
    void shouldRefuseToJudgeWhenAVisitBeginsWithNoSighting() {
        // Given
        List<IdentityEvent> events = List.of(arrival("hall", "hall/1/100/0", 100));

        // When, Then
        assertThatThrownBy(() -> ObservedVisit.of(events, List.of(), START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no sighting begins the visit hall/1/100/0@100");
    }
}
