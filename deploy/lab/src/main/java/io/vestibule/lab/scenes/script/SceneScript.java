package io.vestibule.lab.scenes.script;

import static io.vestibule.lab.scenes.script.ScriptedVisit.resident;
import static io.vestibule.lab.scenes.script.ScriptedVisit.stranger;

import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The script of a demo: doors, residents and visits. It is the ground truth for the comparison.
 *
 * @param length run time of the cameras
 * @param frameInterval time between two frames of a camera
 */
public record SceneScript(Duration length, Duration frameInterval, List<Resident> residents, List<ScriptedDoor> doors) {

    private static final Duration FIVE_PER_SECOND = Duration.ofMillis(200);

    /** Enrolled from one photograph and shown to the camera from another. */
    private static final Resident ADA =
            new Resident("ada", new Portrait("sample1", 2), new PhotoRendering(170, -38, 1.15f, 0, 0.9f));

    private static final Portrait ADA_AT_THE_DOOR = new Portrait("sample3", 1);

    private static final Resident BEA =
            new Resident("bea", new Portrait("sample3", 0), new PhotoRendering(120, 5, 1.12f, 0, 0.7f));
    private static final Resident CLEO =
            new Resident("cleo", new Portrait("sample6", 1), new PhotoRendering(100, -6, 0.9f, 0, 0.8f));
    private static final Resident DORA =
            new Resident("dora", new Portrait("sample6", 3), new PhotoRendering(150, -10, 0.85f, 1, 0.75f));
    private static final Resident EDDA =
            new Resident("edda", new Portrait("sample5", 3), new PhotoRendering(110, 4, 1.1f, 0, 0.6f));

    private static final Portrait STRANGER_1 = new Portrait("sample4", 2);
    private static final Portrait STRANGER_2 = new Portrait("sample4", 0);
    private static final Portrait STRANGER_3 = new Portrait("sample2", 2);

    public SceneScript {
        residents = List.copyOf(residents);
        doors = List.copyOf(doors);
    }

    /**
     * Returns the full script: four doors, five residents, nine visits in 110 seconds. Most of the time no one is
     * present.
     */
    public static SceneScript standard() {
        return new SceneScript(
                Duration.ofSeconds(110),
                FIVE_PER_SECOND,
                List.of(ADA, BEA, CLEO, DORA, EDDA),
                List.of(
                        new ScriptedDoor(
                                "front-door",
                                "Front door",
                                Place.PORCH,
                                Spectrum.VISIBLE,
                                List.of(
                                        resident("ada", ADA_AT_THE_DOOR, 14, 25, Side.RIGHT),
                                        stranger(STRANGER_1, 52, 63, Side.LEFT),
                                        resident("cleo", CLEO.portrait(), 86, 96, Side.RIGHT)),
                                Optional.empty()),
                        new ScriptedDoor(
                                "courtyard-gate",
                                "Courtyard gate",
                                Place.COURTYARD,
                                Spectrum.VISIBLE,
                                List.of(
                                        resident("bea", BEA.portrait(), 30, 46, Side.LEFT)
                                                .withLensCovered(37, 41),
                                        stranger(STRANGER_3, 74, 84, Side.RIGHT)),
                                Optional.empty()),
                        new ScriptedDoor(
                                "garage",
                                "Garage, infrared",
                                Place.GARAGE,
                                Spectrum.INFRARED,
                                List.of(
                                        resident("dora", DORA.portrait(), 22, 33, Side.LEFT),
                                        stranger(STRANGER_2, 64, 75, Side.RIGHT)),
                                Optional.empty()),
                        new ScriptedDoor(
                                "mail-room",
                                "Mail room, with a poster",
                                Place.MAIL_ROOM,
                                Spectrum.VISIBLE,
                                List.of(
                                        resident("edda", EDDA.portrait(), 42, 53, Side.RIGHT),
                                        resident("bea", BEA.portrait(), 78, 88, Side.RIGHT)),
                                Optional.of(new Poster(DORA.portrait(), 0.2, 0.32, 0.12)))));
    }

    /**
     * Returns the shortest script that shows everything once, for tests. Three doors: a resident in colour who covers
     * the lens, a resident in infrared, a stranger beside a poster.
     */
    public static SceneScript brief() {
        return new SceneScript(
                Duration.ofSeconds(32),
                FIVE_PER_SECOND,
                List.of(ADA, DORA),
                List.of(
                        new ScriptedDoor(
                                "front-door",
                                "Front door",
                                Place.PORCH,
                                Spectrum.VISIBLE,
                                List.of(resident("ada", ADA_AT_THE_DOOR, 8, 24, Side.RIGHT)
                                        .withLensCovered(15, 17)),
                                Optional.empty()),
                        new ScriptedDoor(
                                "garage",
                                "Garage, infrared",
                                Place.GARAGE,
                                Spectrum.INFRARED,
                                List.of(resident("dora", DORA.portrait(), 12, 23, Side.LEFT)),
                                Optional.empty()),
                        new ScriptedDoor(
                                "mail-room",
                                "Mail room, with a poster",
                                Place.MAIL_ROOM,
                                Spectrum.VISIBLE,
                                List.of(stranger(STRANGER_1, 10, 20, Side.RIGHT)),
                                Optional.of(new Poster(DORA.portrait(), 0.2, 0.32, 0.12)))));
    }

    /** Returns the number of frames per camera. */
    public int framesPerDoor() {
        return (int) length.dividedBy(frameInterval);
    }

    /** Returns the number of frames of all cameras. */
    public int frames() {
        return framesPerDoor() * doors.size();
    }

    public int visits() {
        return doors.stream().mapToInt(door -> door.visits().size()).sum();
    }

    /** Returns the script time of a frame. */
    public Duration timeOf(int frame) {
        return frameInterval.multipliedBy(frame);
    }

    public ScriptedDoor door(String camera) {
        return doors.stream()
                .filter(door -> door.camera().equals(camera))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no door has camera " + camera));
    }
}
