package io.vestibule.lab.evaluation.watch;

import io.vestibule.degradation.clip.Degradation;
import io.vestibule.degradation.clip.DegradationKind;
import io.vestibule.degradation.clip.PictureDegrader;
import io.vestibule.lab.evaluation.watch.clip.Clip;
import io.vestibule.lab.evaluation.watch.clip.ClipException;
import io.vestibule.lab.evaluation.watch.clip.ClipReader;
import io.vestibule.lab.evaluation.watch.clip.ClipVisitorOverlay;
import io.vestibule.lab.evaluation.watch.clip.ComposedScenes;
import io.vestibule.lab.evaluation.watch.filter.FilterLoop;
import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.filter.FilterVariant;
import io.vestibule.lab.evaluation.watch.filter.FrameSensors;
import io.vestibule.lab.evaluation.watch.filter.MotionFilter;
import io.vestibule.lab.evaluation.watch.filter.SensedFrame;
import io.vestibule.lab.evaluation.watch.report.WatchReport;
import io.vestibule.lab.evaluation.watch.score.FilterResult;
import io.vestibule.lab.evaluation.watch.score.FilterScorer;
import io.vestibule.lab.evaluation.watch.score.GroundTruth;
import io.vestibule.lab.evaluation.watch.score.RecallCurve;
import io.vestibule.lab.evaluation.watch.score.RecallCurve.Point;
import io.vestibule.lab.progress.ProgressListener;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.models.Vision;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.topologies.watch.scene.SceneSettings;
import io.vestibule.zoo.PreparedModels;
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
 * Runs filters over clips, good and made worse, and holds what they looked at against the {@link GroundTruth}. Every frame is decoded
 * and sensed once for each degradation, and then goes to all filters, each with its calibrated working point and with the fixed
 * thresholds of its curve; each of these is a closed loop of its own. Clips come one after the other, degradations of a clip on
 * all processors.
 */
public final class WatchEvaluation {

    /** Capture time of a clip's first frame; any would do. */
    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

    private static final Portrait ON_THE_POSTER = new Portrait("sample6", 3);

    private final FrameSensors sensors;
    private final ZooPortraits album;
    private final List<FilterVariant> contenders;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Options options;
    private final ProgressListener progress;
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
            Set<MotionFilter> filters,
            Set<String> stems,
            Set<DegradationKind> degradations,
            double framesPerSecond,
            long seed) {}

    /** @param settings of the product's scene */
    public WatchEvaluation(
            PreparedModels prepared,
            Vision vision,
            SceneSettings settings,
            Options options,
            ProgressListener progress) {
        this.sensors = new FrameSensors(vision);
        this.album = new ZooPortraits(prepared, vision);
        this.options = options;
        this.progress = progress;
        this.contenders = contenders(options, settings);
        this.contenders.forEach(contender -> asked.addAll(contender.sensors()));
    }

    private static List<FilterVariant> contenders(Options options, SceneSettings settings) {
        List<FilterVariant> contenders = new ArrayList<>();
        for (MotionFilter filter : options.filters()) {
            boolean onFeatures = filter != MotionFilter.PIXEL && filter != MotionFilter.NONE;
            for (String stem : onFeatures ? options.stems() : Set.of(FrameSensors.STEM)) {
                contenders.add(new FilterVariant(filter, stem, settings));
            }
        }
        return contenders;
    }

    /** Stems that a filter may look at the features of. */
    public static Set<String> stems(Vision vision) {
        Set<String> stems = new TreeSet<>(vision.sensors());
        stems.remove(FrameSensors.PIXEL);
        return stems;
    }

    /**
     * Reads and runs all.
     *
     * @param directory what relative paths start from
     * @throws ClipException if a source cannot be used
     */
    public WatchReport run(List<String> sources, Path directory) {
        ClipReader footage = new ClipReader(
                directory,
                options.framesPerSecond(),
                new ComposedScenes(album, options.seed()),
                new ClipVisitorOverlay(album));
        List<FilterResult> outcomes = new ArrayList<>();
        for (String source : sources) {
            outcomes.addAll(run(footage.clip(source)));
        }
        return new WatchReport(outcomes, List.copyOf(leftOut));
    }

    private List<FilterResult> run(Clip clip) {
        AtomicInteger done = new AtomicInteger();
        List<List<BoundingBox>> faces = inParallel(clip.shots().size(), shot -> {
            List<BoundingBox> found = sensors.faces(clip.shots().get(shot).encoded());
            progress.progressed(
                    "frames of " + clip.name() + ", truth",
                    done.incrementAndGet(),
                    clip.shots().size());
            return inPixels(clip, found);
        });
        GroundTruth truth = GroundTruth.of(faces, clip.times(), clip.width());
        BufferedImage print = album.print(ON_THE_POSTER);
        List<DegradationKind> kinds = List.copyOf(options.degradations());
        return inParallel(kinds.size(), kind -> run(clip, truth, kinds.get(kind), print)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<FilterResult> run(Clip clip, GroundTruth truth, DegradationKind kind, BufferedImage print) {
        Optional<Degradation> degradation = kind.create(
                options.seed(), () -> new PosterPlacement(clip, truth, sensors, options.seed()).hang(print));
        if (kind != DegradationKind.NONE && degradation.isEmpty()) {
            leftOut.add(clip.name() + ", " + kind + ": nowhere is a free place in which the detector sees it");
            return List.of();
        }
        Optional<PictureDegrader> degrader = degradation.map(found -> new PictureDegrader(found, options.seed()));
        List<Run> runs = contenders.stream().map(Run::new).toList();
        List<List<BoundingBox>> faces = new ArrayList<>();
        for (int shot = 0; shot < clip.shots().size(); shot++) {
            Clip.Shot clean = clip.shots().get(shot);
            byte[] encoded = degrader.map(found -> found.degrade(clean.encoded(), clean.at()))
                    .orElse(clean.encoded());
            try (SensedFrame senses = sensors.sense(encoded, asked)) {
                runs.forEach(run -> run.see(senses, START.plus(clean.at())));
                faces.add(inPixels(clip, senses.faces()));
            }
            progress.progressed(
                    "frames of " + clip.name() + ", " + kind,
                    shot + 1,
                    clip.shots().size());
        }
        FilterScorer judge = new FilterScorer(truth, clip.times(), faces);
        return runs.stream().map(run -> run.outcome(clip, kind, truth, judge)).toList();
    }

    /** A contender on a clip: the calibrated loop, and one for each fixed threshold. */
    private static final class Run {
        private final FilterVariant contender;
        private final FilterLoop calibrated;
        private final FilterTrace trace = new FilterTrace();
        private final List<Float> thresholds;
        private final List<FilterLoop> fixed;
        private final List<FilterTrace> traces;

        Run(FilterVariant contender) {
            this.contender = contender;
            this.calibrated = contender.calibrated(START);
            this.thresholds = contender.thresholds();
            this.fixed = thresholds.stream()
                    .map(threshold -> contender.fixed(threshold, START))
                    .toList();
            this.traces =
                    thresholds.stream().map(threshold -> new FilterTrace()).toList();
        }

        void see(SensedFrame senses, Instant at) {
            trace.add(calibrated.see(senses, at));
            for (int i = 0; i < fixed.size(); i++) {
                traces.get(i).add(fixed.get(i).see(senses, at));
            }
        }

        FilterResult outcome(Clip clip, DegradationKind kind, GroundTruth truth, FilterScorer judge) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < thresholds.size(); i++) {
                points.add(new Point(thresholds.get(i), judge.tally(traces.get(i))));
            }
            return new FilterResult(
                    clip.name(),
                    kind,
                    contender.filter(),
                    contender.stem(),
                    new RecallCurve(points),
                    judge.tally(trace),
                    trace,
                    truth,
                    clip.times());
        }
    }

    private static List<BoundingBox> inPixels(Clip clip, List<BoundingBox> shares) {
        return shares.stream()
                .map(box -> box.scaled(clip.width(), clip.height()))
                .toList();
    }

    private static <T> List<T> inParallel(int count, IntFunction<T> work) {
        return IntStream.range(0, count).parallel().mapToObj(work).toList();
    }
}
