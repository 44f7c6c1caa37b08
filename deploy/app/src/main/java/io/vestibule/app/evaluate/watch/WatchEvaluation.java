package io.vestibule.app.evaluate.watch;

import io.vestibule.app.demo.scene.Album;
import io.vestibule.app.demo.script.Portrait;
import io.vestibule.app.evaluate.watch.Curve.Point;
import io.vestibule.app.evaluate.watch.degradation.Degradation;
import io.vestibule.app.evaluate.watch.degradation.Kind;
import io.vestibule.app.evaluate.watch.degradation.Spoiler;
import io.vestibule.models.Box;
import io.vestibule.models.Vision;
import io.vestibule.topologies.watch.scene.SceneSettings;
import io.vestibule.zoo.Prepared;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Runs filters over clips, good and made worse, and holds what they looked at against the {@link Truth}. Every frame is decoded
 * and sensed once for each degradation, and then goes to all filters, each with its calibrated working point and with the fixed
 * thresholds of its curve; each of these is a closed loop of its own. Clips come one after the other, degradations of a clip on
 * all processors.
 */
public final class WatchEvaluation {

    /** Capture time of a clip's first frame; any would do. */
    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

    private static final Portrait ON_THE_POSTER = new Portrait("sample6", 3);

    private final Sensors sensors;
    private final Album album;
    private final List<Contender> contenders;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Options options;
    private final Progress progress;
    private final Set<String> leftOut = new ConcurrentSkipListSet<>();

    /**
     * What is to be run.
     *
     * @param filters each at least once
     * @param stems for the filters that look at features
     * @param framesPerSecond the most that is taken of each second of a clip
     * @param seed of all that is random
     */
    public record Options(
            Set<Filter> filters, Set<String> stems, Set<Kind> degradations, double framesPerSecond, long seed) {}

    /** @param settings of the product's scene */
    public WatchEvaluation(
            Prepared prepared, Vision vision, SceneSettings settings, Options options, Progress progress) {
        this.sensors = new Sensors(vision);
        this.album = new Album(prepared, vision);
        this.options = options;
        this.progress = progress;
        this.contenders = contenders(options, settings);
        this.contenders.forEach(contender -> asked.addAll(contender.sensors()));
    }

    private static List<Contender> contenders(Options options, SceneSettings settings) {
        List<Contender> contenders = new ArrayList<>();
        for (Filter filter : options.filters()) {
            boolean onFeatures = filter != Filter.PIXEL && filter != Filter.NONE;
            for (String stem : onFeatures ? options.stems() : Set.of(Sensors.STEM)) {
                contenders.add(new Contender(filter, stem, settings));
            }
        }
        return contenders;
    }

    /** Stems that a filter may look at the features of. */
    public static Set<String> stems(Vision vision) {
        Set<String> stems = new TreeSet<>(vision.sensors());
        stems.remove(Sensors.PIXEL);
        return stems;
    }

    /**
     * Reads and runs all.
     *
     * @param directory what relative paths start from
     * @throws WatchEvaluationException if a source cannot be used
     */
    public WatchReport run(List<String> sources, Path directory) {
        Footage footage = new Footage(
                directory, options.framesPerSecond(), new Compositions(album, options.seed()), new Company(album));
        List<Outcome> outcomes = new ArrayList<>();
        for (String source : sources) {
            outcomes.addAll(run(footage.clip(source)));
        }
        return new WatchReport(outcomes, List.copyOf(leftOut));
    }

    private List<Outcome> run(Clip clip) {
        AtomicInteger done = new AtomicInteger();
        List<List<Box>> faces = inParallel(clip.shots().size(), shot -> {
            List<Box> found = sensors.faces(clip.shots().get(shot).encoded());
            progress.seen(
                    clip.name(), "truth", done.incrementAndGet(), clip.shots().size());
            return inPixels(clip, found);
        });
        Truth truth = Truth.of(faces, clip.times(), clip.width());
        BufferedImage print = album.print(ON_THE_POSTER);
        List<Kind> kinds = List.copyOf(options.degradations());
        return inParallel(kinds.size(), kind -> run(clip, truth, kinds.get(kind), print)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Outcome> run(Clip clip, Truth truth, Kind kind, BufferedImage print) {
        Optional<Degradation> degradation =
                kind.of(options.seed(), () -> new FreeWall(clip, truth, sensors, options.seed()).hang(print));
        if (kind != Kind.NONE && degradation.isEmpty()) {
            leftOut.add(clip.name() + ", " + kind + ": nowhere is a free place in which the detector sees it");
            return List.of();
        }
        Optional<Spoiler> spoiler = degradation.map(found -> new Spoiler(found, options.seed()));
        List<Run> runs = contenders.stream().map(Run::new).toList();
        List<List<Box>> faces = new ArrayList<>();
        for (int shot = 0; shot < clip.shots().size(); shot++) {
            Clip.Shot clean = clip.shots().get(shot);
            byte[] encoded = spoiler.map(found -> found.spoil(clean.encoded(), clean.at()))
                    .orElse(clean.encoded());
            try (Senses senses = sensors.sense(encoded, asked)) {
                runs.forEach(run -> run.see(senses, START.plus(clean.at())));
                faces.add(inPixels(clip, senses.faces()));
            }
            progress.seen(clip.name(), kind.toString(), shot + 1, clip.shots().size());
        }
        Judge judge = new Judge(truth, clip.times(), faces);
        return runs.stream().map(run -> run.outcome(clip, kind, truth, judge)).toList();
    }

    /** A contender on a clip: the calibrated loop, and one for each fixed threshold. */
    private static final class Run {
        private final Contender contender;
        private final Loop calibrated;
        private final Trace trace = new Trace();
        private final List<Float> thresholds;
        private final List<Loop> fixed;
        private final List<Trace> traces;

        Run(Contender contender) {
            this.contender = contender;
            this.calibrated = contender.calibrated(START);
            this.thresholds = contender.thresholds();
            this.fixed = thresholds.stream()
                    .map(threshold -> contender.fixed(threshold, START))
                    .toList();
            this.traces = thresholds.stream().map(threshold -> new Trace()).toList();
        }

        void see(Senses senses, Instant at) {
            trace.add(calibrated.see(senses, at));
            for (int i = 0; i < fixed.size(); i++) {
                traces.get(i).add(fixed.get(i).see(senses, at));
            }
        }

        Outcome outcome(Clip clip, Kind kind, Truth truth, Judge judge) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < thresholds.size(); i++) {
                points.add(new Point(thresholds.get(i), judge.tally(traces.get(i))));
            }
            return new Outcome(
                    clip.name(),
                    kind,
                    contender.filter(),
                    contender.stem(),
                    new Curve(points),
                    judge.tally(trace),
                    trace,
                    truth,
                    clip.times());
        }
    }

    private static List<Box> inPixels(Clip clip, List<Box> shares) {
        return shares.stream()
                .map(box -> box.scaled(clip.width(), clip.height()))
                .toList();
    }

    private static <T> List<T> inParallel(int count, IntFunction<T> work) {
        return IntStream.range(0, count).parallel().mapToObj(work).toList();
    }
}
