package io.vestibule.lab.evaluation.watch.clip;

import io.vestibule.lab.evaluation.watch.clip.Clip.Shot;
import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.Place;
import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.lab.scenes.script.Poster;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import io.vestibule.lab.scenes.script.TimeSpan;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scenes for what recordings seldom contain. Simulated cameras compose them from drawn doors and the zoo's photographs. Each scene lasts
 * 100 seconds. One thread at a time.
 */
public final class ComposedScenes {

    /** A poster with a face on the wall of the mail room. */
    private static final Poster POSTER = new Poster(new Portrait("sample6", 3), 0.2, 0.32, 0.12);

    private static final List<Portrait> PEOPLE = List.of(
            new Portrait("sample3", 1),
            new Portrait("sample4", 2),
            new Portrait("sample6", 1),
            new Portrait("sample3", 0),
            new Portrait("sample4", 0));

    private final ZooPortraits album;
    private final long seed;

    public ComposedScenes(ZooPortraits album, long seed) {
        this.album = album;
        this.seed = seed;
    }

    /**
     * A part of a scene.
     *
     * @param until end of the part, since the start of the scene
     * @param parcel whether a parcel lies in front of the camera
     */
    private record Part(Duration until, ScriptedDoor door, boolean parcel) {}

    private static final Map<String, List<Part>> SCENES = scenes();

    private static Map<String, List<Part>> scenes() {
        Map<String, List<Part>> scenes = new TreeMap<>();
        scenes.put("porch", List.of(part(100, Place.PORCH, Spectrum.VISIBLE, List.of(), visits())));
        scenes.put("night", List.of(part(100, Place.GARAGE, Spectrum.INFRARED, List.of(), visits())));
        scenes.put("poster", List.of(part(100, Place.MAIL_ROOM, Spectrum.VISIBLE, List.of(POSTER), visits())));
        scenes.put(
                "hung",
                List.of(
                        part(42, Place.MAIL_ROOM, Spectrum.VISIBLE, List.of(), visits()),
                        part(100, Place.MAIL_ROOM, Spectrum.VISIBLE, List.of(POSTER), visits())));
        scenes.put(
                "switch",
                List.of(
                        part(34, Place.COURTYARD, Spectrum.VISIBLE, List.of(), visits()),
                        part(72, Place.COURTYARD, Spectrum.INFRARED, List.of(), visits()),
                        part(100, Place.COURTYARD, Spectrum.VISIBLE, List.of(), visits())));
        scenes.put("hand", List.of(part(100, Place.COURTYARD, Spectrum.VISIBLE, List.of(), covered())));
        Part before = part(26, Place.PORCH, Spectrum.VISIBLE, List.of(), visits());
        Part after = part(100, Place.PORCH, Spectrum.VISIBLE, List.of(), visits());
        scenes.put("parcel", List.of(before, new Part(after.until(), after.door(), true)));
        return scenes;
    }

    /** Names of all scenes. */
    static Iterable<String> names() {
        return new TreeSet<>(SCENES.keySet());
    }

    /** @throws ClipException if the scene does not exist */
    List<Shot> compose(String name, Duration gap) {
        List<Part> parts = SCENES.get(name);
        if (parts == null) {
            throw new ClipException("unknown scene \"" + name + "\"; choose one of " + String.join(", ", names()));
        }
        List<Shot> shots = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (Part part : parts) {
            SimulatedCamera camera = SimulatedCamera.of(part.door(), album, seed);
            for (; at.compareTo(part.until()) < 0; at = at.plus(gap)) {
                byte[] frame = camera.frame(at);
                shots.add(new Shot(part.parcel() ? ParcelOverlay.addTo(frame, seed + at.toMillis()) : frame, at));
            }
        }
        return shots;
    }

    /** All cameras of a place have the same name, so they show the same wall through the same sensor. */
    private static Part part(
            int until, Place place, Spectrum spectrum, List<Poster> posters, List<ScriptedVisit> visits) {
        ScriptedDoor door = new ScriptedDoor(
                place.name(),
                place.name(),
                place,
                spectrum,
                visits,
                posters.stream().findFirst());
        return new Part(Duration.ofSeconds(until), door, false);
    }

    private static List<ScriptedVisit> visits() {
        return List.of(
                visit(0, 18, 30, Side.RIGHT, Optional.empty()),
                visit(1, 52, 62, Side.LEFT, Optional.empty()),
                visit(2, 82, 93, Side.RIGHT, Optional.empty()));
    }

    private static List<ScriptedVisit> covered() {
        TimeSpan cover = new TimeSpan(Duration.ofSeconds(59), Duration.ofSeconds(63));
        return List.of(
                visit(3, 18, 30, Side.LEFT, Optional.empty()),
                visit(4, 52, 68, Side.RIGHT, Optional.of(cover)),
                visit(2, 82, 93, Side.LEFT, Optional.empty()));
    }

    private static ScriptedVisit visit(int person, int from, int to, Side side, Optional<TimeSpan> cover) {
        return new ScriptedVisit(
                Optional.empty(), PEOPLE.get(person), Duration.ofSeconds(from), Duration.ofSeconds(to), side, cover);
    }
}
