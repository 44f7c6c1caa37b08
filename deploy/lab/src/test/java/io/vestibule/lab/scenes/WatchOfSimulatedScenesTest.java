package io.vestibule.lab.scenes;

import static io.vestibule.schemas.CameraState.ACTIVE;
import static io.vestibule.schemas.CameraState.COVERED;
import static io.vestibule.schemas.CameraState.LEARNING;
import static io.vestibule.schemas.CameraState.MOVED;
import static io.vestibule.schemas.CameraState.QUIET;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.scenes.script.Place;
import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.models.Vision;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the watch on composed scenes with the real models. A lasting change joins the background after twenty seconds. */
@Tag("slow")
class WatchOfSimulatedScenesTest {

    private static final Portrait VISITOR = new Portrait("sample1", 2);
    private static final Portrait PRINTED = new Portrait("sample4", 0);

    private static Vision vision;
    private static ZooPortraits portraits;

    @TempDir
    private Path state;

    private WatchDriver watch;

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

    @AfterEach
    void closeWatch() {
        watch.close();
    }

    @Test
    void shouldDetectAVisitorAndBeQuietBeforeAndAfter() {
        // Given
        watch = watch(porch().visitor(VISITOR, 10, 20));

        // When
        watch.until(30);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
        assertThat(watch.faces(11.5, 18.5)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.entered(QUIET)).as("%s", watch).isLessThan(22.5);
        assertThat(watch.earlyExits(4, 10)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.earlyExits(21, 30)).as("%s", watch).isGreaterThan(0.9);
    }

    @Test
    void shouldAddAPramToTheBackgroundWhenItIsPutDown() {
        // Given
        watch = watch(porch().pram(10).visitor(VISITOR, 50, 58));

        // When
        watch.until(64);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, QUIET, ACTIVE, QUIET);
        assertThat(watch.earlyExits(35, 50)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.faces(10, 50)).as("%s", watch).isZero();
        assertThat(watch.faces(51.5, 56.5))
                .as("the visitor stands in front of the pram: %s", watch)
                .isGreaterThan(0.95);
        assertThat(watch.earlyExits(60, 64)).as("%s", watch).isGreaterThan(0.9);
    }

    @Test
    void shouldAddACarToTheBackgroundWhenItIsParked() {
        // Given
        watch = watch(new TestScene(Place.COURTYARD, portraits).car(10));

        // When
        watch.until(45);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
        assertThat(watch.earlyExits(38, 45)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.faces(0, 45)).as("%s", watch).isZero();
    }

    @Test
    void shouldNotReportTheFaceOfAPosterThatIsPutUp() {
        // Given
        watch = watch(porch().poster(PRINTED, 10).visitor(VISITOR, 50, 58));

        // When
        watch.until(64);

        // Then
        assertThat(watch.sightings(20, 64))
                .as("no sighting of the poster after ten seconds: %s", watch)
                .noneMatch(WatchOfSimulatedScenesTest::isOfThePoster);
        assertThat(watch.earlyExits(40, 50)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.faces(51.5, 56.5)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, QUIET, ACTIVE, QUIET);
    }

    @Test
    void shouldReportCoveredWhenAHandCoversTheLens() {
        // Given
        watch = watch(porch().handOverTheLens(10, 18));

        // When
        watch.until(30);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, QUIET);
        assertThat(watch.entered(COVERED)).as("%s", watch).isBetween(15.0, 16.5);
        assertThat(watch.entered(QUIET)).as("%s", watch).isBetween(19.5, 21.0);
        assertThat(watch.earlyExits(19, 30)).as("%s", watch).isGreaterThan(0.9);
        assertThat(watch.faces(0, 30)).as("%s", watch).isZero();
    }

    @Test
    void shouldReportCoveredWhenItGrowsDark() {
        // Given
        watch = watch(porch().nightfall(10, 190));

        // When
        watch.until(240);

        // Then
        assertThat(watch.states()).as("%s", watch).endsWith(COVERED).containsOnlyOnce(COVERED);
        assertThat(watch.entered(COVERED)).as("%s", watch).isBetween(150.0, 230.0);
        assertThat(watch.earlyExits(230, 240)).as("%s", watch).isZero();
    }

    @Test
    void shouldReportMovedAndLearnTheNewViewWhenTheCameraIsTurned() {
        // Given
        watch = watch(porch().turnedTo(Place.COURTYARD, 10).visitor(VISITOR, 80, 88));

        // When
        watch.until(94);

        // Then
        assertThat(watch.states())
                .as("%s", watch)
                .containsExactly(LEARNING, QUIET, ACTIVE, MOVED, QUIET, ACTIVE, QUIET);
        assertThat(watch.entered(MOVED)).as("%s", watch).isBetween(13.0, 40.0);
        assertThat(watch.earlyExits(45, 80)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.faces(81.5, 86.5)).as("%s", watch).isGreaterThan(0.95);
    }

    @Test
    void shouldKeepTheDayBackgroundWhenTheCameraSwitchesToInfraredAndBack() {
        // Given
        watch = watch(porch().infrared(10, 20));

        // When
        watch.until(30);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, LEARNING, QUIET);
        assertThat(watch.earlyExits(14, 20)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.earlyExits(20, 30))
                .as("from the first frame on: %s", watch)
                .isGreaterThan(0.97);
    }

    @Test
    void shouldBeQuietInInfraredWhenTheFramesDoNotStateTheirSpectrum() {
        // Given
        watch = new WatchDriver(porch().infrared(10, 60), false, vision, state);

        // When
        watch.until(55);

        // Then
        assertThat(watch.states())
                .as("the camera is neither covered nor moved: %s", watch)
                .endsWith(QUIET)
                .doesNotContain(COVERED, MOVED);
        assertThat(watch.earlyExits(45, 55)).as("%s", watch).isGreaterThan(0.95);
    }

    @Test
    void shouldDetectAVisitorWhoseFaceFillsThePicture() {
        // Given
        watch = watch(porch().lookingIntoTheLens(VISITOR, 10, 26));

        // When
        watch.until(36);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
        assertThat(watch.faces(11, 25)).as("%s", watch).isGreaterThan(0.9);
        assertThat(watch.earlyExits(28, 36)).as("%s", watch).isGreaterThan(0.9);
    }

    @Test
    void shouldNotAddAVisitorToTheBackgroundWhoStandsStill() {
        // Given
        watch = watch(porch().standing(VISITOR, 10, 50));

        // When
        watch.until(80);

        // Then
        assertThat(watch.states()).as("%s", watch).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
        assertThat(watch.faces(11, 50)).as("%s", watch).isGreaterThan(0.95);
        assertThat(watch.earlyExits(10, 50)).as("%s", watch).isZero();
        assertThat(watch.earlyExits(54, 80)).as("%s", watch).isGreaterThan(0.9);
    }

    private static TestScene porch() {
        return new TestScene(Place.PORCH, portraits);
    }

    private WatchDriver watch(TestScene scene) {
        return new WatchDriver(scene, true, vision, state);
    }

    private static boolean isOfThePoster(FaceSighting sighting) {
        float x = (sighting.getBox().getLeft() + sighting.getBox().getRight()) / 2;
        float y = (sighting.getBox().getTop() + sighting.getBox().getBottom()) / 2;
        return x > TestScene.poster().left()
                && x < TestScene.poster().right()
                && y > TestScene.poster().top()
                && y < TestScene.poster().bottom();
    }
}
