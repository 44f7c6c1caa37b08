package io.vestibule.app.demo.script;

import static io.vestibule.app.demo.script.PipelineOutput.START;
import static io.vestibule.app.demo.script.PipelineOutput.arrival;
import static io.vestibule.app.demo.script.PipelineOutput.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.app.demo.script.Visit.Side;
import io.vestibule.models.Box;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the topics hold, up to the judgement. */
class SeenVisitTest {

    private static final Portrait FACE = new Portrait("sample1", 0);
    private static final Box POSTER = new Box(80, 80, 160, 180);
    private static final Box BESIDE_IT = new Box(300, 100, 400, 230);

    /** A stranger from 40 to 50 seconds, frames 200 to 250, at a door with a poster. */
    private static final Script SCRIPT = new Script(
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            List.of(),
            List.of(new Door(
                    "hall",
                    "Hall",
                    Place.MAIL_ROOM,
                    Spectrum.VISIBLE,
                    List.of(Visit.stranger(FACE, 40, 50, Side.LEFT)),
                    Optional.of(new Poster(FACE, 0.1, 0.1, 0.1)))));

    private static Judgement judge(List<IdentityEvent> events, List<FaceSighting> sightings) {
        return Judgement.of(SCRIPT, Map.of("hall", POSTER), SeenVisit.of(events, sightings, START));
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
        Judgement judgement = judge(List.of(stranger, poster), sightings);

        // Then
        assertThat(judgement.posterVisits()).extracting(SeenVisit::name).containsExactly(poster.getVisit());
        assertThat(judgement.visits().get(0).seen()).extracting(SeenVisit::name).containsExactly(stranger.getVisit());
    }

    @Test
    void shouldCountAFalseVisitWhenAPhantomIsSeenBesideThePosterWhileNobodyVisits() {
        // Given
        IdentityEvent phantom = arrival("hall", "hall/1/100/0", 100);

        // When
        Judgement judgement = judge(List.of(phantom), List.of(sighting("hall", "hall/1/100/0", 100, BESIDE_IT)));

        // Then
        assertThat(judgement.falseVisits()).extracting(SeenVisit::name).containsExactly(phantom.getVisit());
        assertThat(judgement.posterVisits()).isEmpty();
    }

    @Test
    void shouldTakeThePlaceOfTheVisitsOwnFirstFaceWhenItsTrackIsOlder() {
        // Given: a track that outlived its first visit, and began another one elsewhere
        List<FaceSighting> sightings = List.of(
                sighting("hall", "hall/1/100/0", 100, BESIDE_IT), sighting("hall", "hall/1/100/0", 150, POSTER));

        // When
        List<SeenVisit> seen = SeenVisit.of(List.of(arrival("hall", "hall/1/100/0", 150)), sightings, START);

        // Then
        assertThat(seen).extracting(SeenVisit::box).containsExactly(POSTER);
    }

    @Test
    void shouldRefuseToJudgeWhenAVisitBeginsWithNoSighting() {
        // Given
        List<IdentityEvent> events = List.of(arrival("hall", "hall/1/100/0", 100));

        // When, Then
        assertThatThrownBy(() -> SeenVisit.of(events, List.of(), START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no sighting begins the visit hall/1/100/0@100");
    }
}
