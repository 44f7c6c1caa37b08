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
 * Composed scenes from four simulated cameras, 640x480 JPEG with sensor noise. Visitors are the residents of the demo. Each arrives,
 * stands and leaves within 3.2 seconds.
 */
final class BenchScenes {

    private static final long SEED = 1;

    private static final Duration VISIT = Duration.ofMillis(3200);

    /** Number of different quiet pictures. A longer quiet time repeats them. */
    private static final int QUIET = 48;

    /** Repetitions of the quiet pictures in a loop. With a visit of 16 pictures, a tenth of the loop of 160. */
    private static final int QUIET_REPETITIONS = 3;

    private static final List<Portrait> VISITORS = List.of(
            new Portrait("sample3", 1),
            new Portrait("sample3", 0),
            new Portrait("sample6", 1),
            new Portrait("sample6", 3),
            new Portrait("sample5", 3));

    private BenchScenes() {}

    /** The sequences, composed in parallel. */
    static List<FrameSequence> compose(FrameMix mix, ZooPortraits portraits) {
        return IntStream.range(0, Place.values().length)
                .mapToObj(i -> SimulatedCamera.of(door(i), portraits, SEED))
                .toList()
                .parallelStream()
                .map(camera -> sequence(mix, camera))
                .toList();
    }

    private static FrameSequence sequence(FrameMix mix, SimulatedCamera camera) {
        List<byte[]> quiet = pictures(camera, Duration.ZERO, QUIET);
        return new FrameSequence(quiet, mix == FrameMix.DAY ? day(camera, quiet) : faces(camera));
    }

    private static List<byte[]> day(SimulatedCamera camera, List<byte[]> quiet) {
        List<byte[]> loop = new ArrayList<>();
        for (int i = 0; i < QUIET_REPETITIONS; i++) {
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

    /** Each visitor comes once; each door has another first visitor. */
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
