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
 * Scenes for what footage seldom shows, composed of drawn doors and the zoo's photographs by the demo's cameras. All last 100
 * seconds. One thread at a time.
 */
public final class ComposedScenes {

    /** A face as a poster, on the wall of the mail room, and where. */
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

    /** A stretch of time and the camera whose pictures it shows, and whether a parcel lies before it. */
    private record Act(Duration until, ScriptedDoor door, boolean parcel) {}

    private static final Map<String, List<Act>> SCENES = scenes();

    private static Map<String, List<Act>> scenes() {
        Map<String, List<Act>> scenes = new TreeMap<>();
        scenes.put("porch", List.of(act(100, Place.PORCH, Spectrum.VISIBLE, List.of(), visits())));
        scenes.put("night", List.of(act(100, Place.GARAGE, Spectrum.INFRARED, List.of(), visits())));
        scenes.put("poster", List.of(act(100, Place.MAIL_ROOM, Spectrum.VISIBLE, List.of(POSTER), visits())));
        scenes.put(
                "hung",
                List.of(
                        act(42, Place.MAIL_ROOM, Spectrum.VISIBLE, List.of(), visits()),
                        act(100, Place.MAIL_ROOM, Spectrum.VISIBLE, List.of(POSTER), visits())));
        scenes.put(
                "switch",
                List.of(
                        act(34, Place.COURTYARD, Spectrum.VISIBLE, List.of(), visits()),
                        act(72, Place.COURTYARD, Spectrum.INFRARED, List.of(), visits()),
                        act(100, Place.COURTYARD, Spectrum.VISIBLE, List.of(), visits())));
        scenes.put("hand", List.of(act(100, Place.COURTYARD, Spectrum.VISIBLE, List.of(), covered())));
        Act before = act(26, Place.PORCH, Spectrum.VISIBLE, List.of(), visits());
        Act after = act(100, Place.PORCH, Spectrum.VISIBLE, List.of(), visits());
        scenes.put("parcel", List.of(before, new Act(after.until(), after.door(), true)));
        return scenes;
    }

    /** What {@link #compose} knows. */
    static Iterable<String> names() {
        return new TreeSet<>(SCENES.keySet());
    }

    /** @throws ClipException if there is no such scene */
    List<Shot> compose(String name, Duration gap) {
        List<Act> acts = SCENES.get(name);
        if (acts == null) {
            throw new ClipException("there is no scene '" + name + "', only " + String.join(", ", names()));
        }
        List<Shot> shots = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (Act act : acts) {
            SimulatedCamera camera = SimulatedCamera.of(act.door(), album, seed);
            for (; at.compareTo(act.until()) < 0; at = at.plus(gap)) {
                byte[] frame = camera.frame(at);
                shots.add(new Shot(act.parcel() ? ParcelOverlay.before(frame, seed + at.toMillis()) : frame, at));
            }
        }
        return shots;
    }

    /** Cameras of one place have one name, and so one wall and one sensor, whatever else differs. */
    private static Act act(
            int until, Place place, Spectrum spectrum, List<Poster> posters, List<ScriptedVisit> visits) {
        ScriptedDoor door = new ScriptedDoor(
                place.name(),
                place.name(),
                place,
                spectrum,
                visits,
                posters.stream().findFirst());
        return new Act(Duration.ofSeconds(until), door, false);
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
