package io.vestibule.lab.scenes.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneScriptTest {

    private static final Portrait FACE = new Portrait("sample1", 0);

    @Test
    void shouldHaveTheDocumentedContent() {
        // When
        SceneScript script = SceneScript.standard();

        // Then
        assertThat(script.doors()).hasSize(4);
        assertThat(script.frames()).isEqualTo(2200);
        assertThat(script.visits()).isEqualTo(9);
        assertThat(script.doors()).extracting(ScriptedDoor::spectrum).containsOnlyOnce(Spectrum.INFRARED);
        assertThat(script.doors()).filteredOn(door -> door.poster().isPresent()).hasSize(1);
        assertThat(script.doors())
                .flatExtracting(ScriptedDoor::visits)
                .filteredOn(visit -> visit.cover().isPresent())
                .hasSize(1);
    }

    @Test
    void shouldContainEverythingOnceWhenBrief() {
        // When
        SceneScript script = SceneScript.brief();

        // Then
        assertThat(script.doors()).extracting(ScriptedDoor::spectrum).containsOnlyOnce(Spectrum.INFRARED);
        assertThat(script.doors()).filteredOn(door -> door.poster().isPresent()).hasSize(1);
        assertThat(script.doors())
                .flatExtracting(ScriptedDoor::visits)
                .anyMatch(visit -> visit.cover().isPresent())
                .anyMatch(visit -> visit.subject().isEmpty());
    }

    @Test
    void shouldHaveMostlyQuietFrames() {
        // Given
        SceneScript script = SceneScript.standard();

        // When
        Duration visited = script.doors().stream()
                .flatMap(door -> door.visits().stream())
                .map(visit -> visit.to().minus(visit.from()))
                .reduce(Duration.ZERO, Duration::plus);

        // Then
        assertThat(visited)
                .isLessThan(script.length().multipliedBy(script.doors().size()).dividedBy(3));
    }

    @Test
    void shouldShowAdaFromAnotherPhotographThanTheEnrolledOne() {
        // When
        SceneScript script = SceneScript.standard();

        // Then
        Portrait enrolled = script.residents().stream()
                .filter(resident -> resident.subject().equals("ada"))
                .findFirst()
                .orElseThrow()
                .portrait();
        assertThat(script.door("front-door").visits().get(0).portrait().photograph())
                .isNotEqualTo(enrolled.photograph());
    }

    @Test
    void shouldEnrolEveryResidentOfTheVisits() {
        // When
        SceneScript script = SceneScript.standard();

        // Then
        assertThat(script.residents())
                .extracting(Resident::subject)
                .containsAll(script.doors().stream()
                        .flatMap(door -> door.visits().stream())
                        .flatMap(visit -> visit.subject().stream())
                        .toList());
    }

    @Test
    void shouldRejectADoorWhenTwoVisitsOverlap() {
        // Given
        List<ScriptedVisit> visits = List.of(
                ScriptedVisit.stranger(FACE, 10, 20, Side.LEFT), ScriptedVisit.stranger(FACE, 15, 25, Side.LEFT));

        // When
        Throwable failure = catchThrowable(
                () -> new ScriptedDoor("hall", "Hall", Place.PORCH, Spectrum.VISIBLE, visits, Optional.empty()));

        // Then
        assertThat(failure).hasMessage("visits of camera hall overlap");
    }
}
