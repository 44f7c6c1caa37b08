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
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a door, on composed scenes and with the models themselves. Absorption takes twenty seconds. */
class WatchOfSimulatedScenesTest {

    private static final Portrait VISITOR = new Portrait("sample1", 2);
    private static final Portrait PRINTED = new Portrait("sample4", 0);

    private static Vision vision;
    private static ZooPortraits album;

    @TempDir
    private Path state;

    @BeforeAll
    static void open() {
        PreparedModels prepared = Zoo.open(Zoo.defaultCache(System.getenv())).prepared();
        vision = Vision.open(prepared);
        album = new ZooPortraits(prepared, vision);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @Test
    void shouldSeeAVisitorAndBeQuietBeforeAndAfter() {
        try (WatchDriver door = watch(porch().visitor(VISITOR, 10, 20)).until(30)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
            assertThat(door.faces(11.5, 18.5)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.entered(QUIET)).as("%s", door).isLessThan(22.5);
            assertThat(door.earlyExits(4, 10)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.earlyExits(21, 30)).as("%s", door).isGreaterThan(0.9);
        }
    }

    @Test
    void shouldAbsorbAPramThatIsPutDown() {
        try (WatchDriver door = watch(porch().pram(10).visitor(VISITOR, 50, 58)).until(64)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, QUIET, ACTIVE, QUIET);
            assertThat(door.earlyExits(35, 50)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.faces(10, 50)).as("%s", door).isZero();
            assertThat(door.faces(51.5, 56.5))
                    .as("the visitor stands before it: %s", door)
                    .isGreaterThan(0.95);
            assertThat(door.earlyExits(60, 64)).as("%s", door).isGreaterThan(0.9);
        }
    }

    @Test
    void shouldAbsorbACarThatIsParked() {
        try (WatchDriver door =
                watch(new TestScene(Place.COURTYARD, album).car(10)).until(45)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
            assertThat(door.earlyExits(38, 45)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.faces(0, 45)).as("%s", door).isZero();
        }
    }

    @Test
    void shouldTakeAPosterThatIsHungUpForAPoster() {
        try (WatchDriver door =
                watch(porch().poster(PRINTED, 10).visitor(VISITOR, 50, 58)).until(64)) {
            assertThat(door.sightings(20, 64))
                    .as("none of the poster after ten seconds: %s", door)
                    .noneMatch(WatchOfSimulatedScenesTest::isOfThePoster);
            assertThat(door.earlyExits(40, 50)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.faces(51.5, 56.5)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, QUIET, ACTIVE, QUIET);
        }
    }

    @Test
    void shouldTellOfAHandOverTheLens() {
        try (WatchDriver door = watch(porch().handOverTheLens(10, 18)).until(30)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, COVERED, QUIET);
            assertThat(door.entered(COVERED)).as("%s", door).isBetween(15.0, 16.5);
            assertThat(door.entered(QUIET)).as("%s", door).isBetween(19.5, 21.0);
            assertThat(door.earlyExits(19, 30)).as("%s", door).isGreaterThan(0.9);
            assertThat(door.faces(0, 30)).as("%s", door).isZero();
        }
    }

    @Test
    void shouldTellThatItHasGrownDark() {
        try (WatchDriver door = watch(porch().nightfall(10, 190)).until(240)) {
            assertThat(door.states()).as("%s", door).endsWith(COVERED).containsOnlyOnce(COVERED);
            assertThat(door.entered(COVERED)).as("%s", door).isBetween(150.0, 230.0);
            assertThat(door.earlyExits(230, 240)).as("%s", door).isZero();
        }
    }

    @Test
    void shouldTellOfACameraThatWasTurnedAndLearnItsNewView() {
        try (WatchDriver door = watch(porch().turnedTo(Place.COURTYARD, 10).visitor(VISITOR, 80, 88))
                .until(94)) {
            assertThat(door.states())
                    .as("%s", door)
                    .containsExactly(LEARNING, QUIET, ACTIVE, MOVED, QUIET, ACTIVE, QUIET);
            assertThat(door.entered(MOVED)).as("%s", door).isBetween(13.0, 40.0);
            assertThat(door.earlyExits(45, 80)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.faces(81.5, 86.5)).as("%s", door).isGreaterThan(0.95);
        }
    }

    @Test
    void shouldKeepDayAndInfraredApartSoThatTheSwitchBackCostsNothing() {
        try (WatchDriver door = watch(porch().infrared(10, 20)).until(30)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, LEARNING, QUIET);
            assertThat(door.earlyExits(14, 20)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.earlyExits(20, 30))
                    .as("from the first frame on: %s", door)
                    .isGreaterThan(0.97);
        }
    }

    @Test
    void shouldBeQuietInInfraredWhenTheCameraDoesNotTellOfIt() {
        try (WatchDriver door = new WatchDriver(porch().infrared(10, 60), false, vision, state).until(55)) {
            assertThat(door.states())
                    .as("the camera sees, and has not moved: %s", door)
                    .endsWith(QUIET)
                    .doesNotContain(COVERED, MOVED);
            assertThat(door.earlyExits(45, 55)).as("%s", door).isGreaterThan(0.95);
        }
    }

    @Test
    void shouldTakeAVisitorCloseToTheLensForAVisitor() {
        try (WatchDriver door =
                watch(porch().lookingIntoTheLens(VISITOR, 10, 26)).until(36)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
            assertThat(door.faces(11, 25)).as("%s", door).isGreaterThan(0.9);
            assertThat(door.earlyExits(28, 36)).as("%s", door).isGreaterThan(0.9);
        }
    }

    @Test
    void shouldNotAbsorbSomebodyWhoStandsStill() {
        try (WatchDriver door = watch(porch().standing(VISITOR, 10, 50)).until(80)) {
            assertThat(door.states()).as("%s", door).containsExactly(LEARNING, QUIET, ACTIVE, QUIET);
            assertThat(door.faces(11, 50)).as("%s", door).isGreaterThan(0.95);
            assertThat(door.earlyExits(10, 50)).as("%s", door).isZero();
            assertThat(door.earlyExits(54, 80)).as("%s", door).isGreaterThan(0.9);
        }
    }

    private static TestScene porch() {
        return new TestScene(Place.PORCH, album);
    }

    private WatchDriver watch(TestScene stage) {
        return new WatchDriver(stage, true, vision, state);
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
