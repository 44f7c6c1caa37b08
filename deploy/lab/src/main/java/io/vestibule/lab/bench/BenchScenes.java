package io.vestibule.lab.bench;

import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.Place;
import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Composed scenes: the demo's simulated cameras, four of them, 640x480 JPEG with sensor noise. Visitors are the demo's
 * residents; one comes, stands and leaves within 3.2 seconds.
 */
final class BenchScenes {

    private static final long SEED = 1;

    private static final Duration VISIT = Duration.ofMillis(3200);

    /** Quiet pictures that differ from each other; a longer silence repeats them. */
    private static final int QUIET = 48;

    /** With {@link #QUIET} and one visit of 16 pictures: a tenth of the loop of 160. */
    private static final int SILENCES = 3;

    private static final List<Portrait> VISITORS = List.of(
            new Portrait("sample3", 1),
            new Portrait("sample3", 0),
            new Portrait("sample6", 1),
            new Portrait("sample6", 3),
            new Portrait("sample5", 3));

    private BenchScenes() {}

    /** The reels, composed anew, each by a thread of its own. */
    static List<FrameSequence> compose(FrameMix mix, ZooPortraits album) {
        return IntStream.range(0, Place.values().length)
                .mapToObj(i -> SimulatedCamera.of(door(i), album, SEED))
                .toList()
                .parallelStream()
                .map(camera -> reel(mix, camera))
                .toList();
    }

    private static FrameSequence reel(FrameMix mix, SimulatedCamera camera) {
        List<byte[]> quiet = pictures(camera, Duration.ZERO, QUIET);
        return new FrameSequence(quiet, mix == FrameMix.DAY ? day(camera, quiet) : faces(camera));
    }

    private static List<byte[]> day(SimulatedCamera camera, List<byte[]> quiet) {
        List<byte[]> loop = new ArrayList<>();
        for (int i = 0; i < SILENCES; i++) {
            loop.addAll(quiet);
        }
        loop.addAll(visit(camera, 0));
        return loop;
    }

    private static List<byte[]> faces(SimulatedCamera camera) {
        return IntStream.range(0, VISITORS.size())
                .mapToObj(i -> visit(camera, i))
                .flatMap(List::stream)
                .toList();
    }

    private static List<byte[]> visit(SimulatedCamera camera, int number) {
        Duration from = camera.door().visits().get(number).from();
        return pictures(camera, from, (int) VISIT.dividedBy(BenchCameras.INTERVAL));
    }

    private static List<byte[]> pictures(SimulatedCamera camera, Duration from, int count) {
        return Stream.iterate(from, at -> at.plus(BenchCameras.INTERVAL))
                .limit(count)
                .map(camera::frame)
                .toList();
    }

    /** Everybody comes once, at each door another one first. */
    private static ScriptedDoor door(int number) {
        List<ScriptedVisit> visits = new ArrayList<>();
        Duration from = BenchCameras.INTERVAL.multipliedBy(QUIET);
        for (int i = 0; i < VISITORS.size(); i++) {
            visits.add(new ScriptedVisit(
                    Optional.empty(),
                    VISITORS.get((number + i) % VISITORS.size()),
                    from,
                    from.plus(VISIT),
                    i % 2 == 0 ? Side.LEFT : Side.RIGHT,
                    Optional.empty()));
            from = from.plus(VISIT);
        }
        Place place = Place.values()[number];
        return new ScriptedDoor("bench-" + place, "Bench", place, Spectrum.VISIBLE, visits, Optional.empty());
    }
}
