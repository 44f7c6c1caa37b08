package io.vestibule.lab.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.models.Vision;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class SimulatedCameraTest {

    private static final SceneScript SCRIPT = SceneScript.standard();

    private static Vision vision;
    private static ZooPortraits portraits;

    @BeforeAll
    static void open() {
        PreparedModels prepared = PreparedZoo.models();
        vision = Vision.open(prepared);
        portraits = new ZooPortraits(prepared, vision);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    private static SimulatedCamera camera(String id, long seed) {
        return SimulatedCamera.of(SCRIPT.door(id), portraits, seed);
    }

    @Test
    void shouldGiveTheSameBytesWhenTheSeedIsTheSame() {
        // Given
        SimulatedCamera first = camera("front-door", 7);
        SimulatedCamera second = camera("front-door", 7);
        second.frame(Duration.ofSeconds(3));

        // When
        byte[] frame = first.frame(Duration.ofSeconds(19));

        // Then
        assertThat(second.frame(Duration.ofSeconds(19))).isEqualTo(frame);
    }

    @Test
    void shouldGiveOtherNoiseWhenTheSeedDiffers() {
        // Given
        SimulatedCamera camera = camera("front-door", 7);

        // When
        byte[] frame = camera("front-door", 8).frame(Duration.ofSeconds(3));

        // Then
        assertThat(camera.frame(Duration.ofSeconds(3))).isNotEqualTo(frame);
    }

    @Test
    void shouldShowNoFaceWithoutAVisitor() {
        // Given
        SimulatedCamera camera = camera("courtyard-gate", 1);

        // When
        List<BoundingBox> faces = portraits.faces(camera.frame(Duration.ofSeconds(5)));

        // Then
        assertThat(faces).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"front-door", "courtyard-gate", "garage", "mail-room"})
    void shouldShowADetectableFaceWhenAVisitorStandsAtTheDoor(String id) {
        // Given
        SimulatedCamera camera = camera(id, 1);
        ScriptedDoor door = SCRIPT.door(id);
        int fromPoster = door.poster().isPresent() ? 1 : 0;

        door.visits().forEach(visit -> {
            // When
            Duration standing = visit.from()
                    .plus(visit.to().minus(visit.from()).multipliedBy(2).dividedBy(5));
            List<BoundingBox> faces = portraits.faces(camera.frame(standing));

            // Then
            assertThat(faces).as("at %s", standing).hasSize(1 + fromPoster);
            assertThat(faces.get(faces.size() - 1).width()).isBetween(80f, 170f);
        });
    }

    @Test
    void shouldShowADetectablePosterWithoutAVisitor() {
        // Given
        SimulatedCamera camera = camera("mail-room", 1);

        // When
        List<BoundingBox> faces = portraits.faces(camera.frame(Duration.ofSeconds(5)));

        // Then
        assertThat(faces).hasSize(1);
        assertThat(faces.get(0).overlap(camera.posterFace().orElseThrow())).isGreaterThan(0.5f);
    }

    @Test
    void shouldShowNoFaceWhenAHandCoversTheLens() {
        // Given
        SimulatedCamera camera = camera("courtyard-gate", 1);

        // When
        List<BoundingBox> faces = portraits.faces(camera.frame(Duration.ofSeconds(39)));

        // Then
        assertThat(faces).isEmpty();
    }

    @Test
    void shouldShowOneFaceOnEachEnrolmentPhotograph() {
        SCRIPT.residents().forEach(resident -> {
            // When
            byte[] photograph = EnrolmentPhoto.of(resident, portraits);

            // Then
            assertThat(portraits.faces(photograph)).as(resident.subject()).hasSize(1);
        });
    }
}
