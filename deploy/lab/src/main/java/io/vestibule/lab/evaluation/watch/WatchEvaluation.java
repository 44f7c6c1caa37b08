package io.vestibule.lab.evaluation.watch;

import io.vestibule.degradation.clip.Degradation;
import io.vestibule.degradation.clip.DegradationKind;
import io.vestibule.degradation.clip.PictureDegrader;
import io.vestibule.lab.evaluation.watch.baseline.ComparisonStems;
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
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Runs motion filters over clips, clean and degraded, and compares their decisions with the {@link GroundTruth}.
 *
 * <p>Every frame is decoded and sensed once for each degradation. It then goes to all filters: for each filter to a loop with the
 * calibrated operating point, and to one loop for each fixed threshold of its curve. Clips are processed one after the other,
 * degradations of a clip in parallel.
 */
public final class WatchEvaluation {

    /** Capture time of a clip's first frame. Any time would do. */
    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

    private static final Portrait POSTER_PORTRAIT = new Portrait("sample6", 3);

    private final FrameSensors sensors;
    private final ZooPortraits portraits;
    private final List<FilterVariant> variants;
    private final Set<String> neededSensors = new LinkedHashSet<>();
    private final Options options;
    private final ProgressListener progress;
    private final Set<String> skipped = new ConcurrentSkipListSet<>();

    /**
     * The combinations to run.
     *
     * @param filters filters, each at least once
     * @param stems stems for the filters that use one, see {@link ComparisonStems}
     * @param framesPerSecond highest rate of frames that is used of a clip
     * @param seed seed of everything random
     */
    public record Options(
            Set<MotionFilter> filters,
            Set<String> stems,
            Set<DegradationKind> degradations,
            double framesPerSecond,
            long seed) {}

    /** @param settings settings of the product's scene */
    public WatchEvaluation(
            PreparedModels prepared,
            Vision vision,
            SceneSettings settings,
            Options options,
            ProgressListener progress) {
        this.sensors = new FrameSensors(vision);
        this.portraits = new ZooPortraits(prepared, vision);
        this.options = options;
        this.progress = progress;
        this.variants = variants(options, settings);
        this.variants.forEach(variant -> neededSensors.addAll(variant.sensors()));
    }

    private static List<FilterVariant> variants(Options options, SceneSettings settings) {
        List<FilterVariant> variants = new ArrayList<>();
        for (MotionFilter filter : options.filters()) {
            for (String stem : filter.usesStem() ? options.stems() : Set.of(ComparisonStems.PRODUCT_STEM)) {
                variants.add(new FilterVariant(filter, stem, settings));
            }
        }
        return variants;
    }

    /**
     * Runs all combinations on all sources.
     *
     * @param directory base of relative paths
     * @throws ClipException if a source cannot be used
     */
    public WatchReport run(List<String> sources, Path directory) {
        ClipReader reader = new ClipReader(
                directory,
                options.framesPerSecond(),
                new ComposedScenes(portraits, options.seed()),
                new ClipVisitorOverlay(portraits));
        List<FilterResult> results = new ArrayList<>();
        for (String source : sources) {
            results.addAll(run(reader.clip(source)));
        }
        return new WatchReport(results, List.copyOf(skipped));
    }

    private List<FilterResult> run(Clip clip) {
        AtomicInteger done = new AtomicInteger();
        List<List<BoundingBox>> faces = inParallel(clip.shots().size(), shot -> {
            List<BoundingBox> found = sensors.faces(clip.shots().get(shot).encoded());
            progress.progressed(
                    "frames of " + clip.name() + ", truth",
                    done.incrementAndGet(),
                    clip.shots().size());
            return toPixels(clip, found);
        });
        GroundTruth truth = GroundTruth.of(faces, clip.times(), clip.width());
        BufferedImage print = portraits.print(POSTER_PORTRAIT);
        List<DegradationKind> kinds = List.copyOf(options.degradations());
        return inParallel(kinds.size(), kind -> run(clip, truth, kinds.get(kind), print)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<FilterResult> run(Clip clip, GroundTruth truth, DegradationKind kind, BufferedImage print) {
        Optional<Degradation> degradation = kind.create(
                options.seed(), () -> new PosterPlacement(clip, truth, sensors, options.seed()).hang(print));
        if (kind != DegradationKind.NONE && degradation.isEmpty()) {
            skipped.add(clip.name() + ", " + kind + ": no free place in which the detector finds the poster");
            return List.of();
        }
        Optional<PictureDegrader> degrader = degradation.map(found -> new PictureDegrader(found, options.seed()));
        List<Run> runs = variants.stream().map(Run::new).toList();
        List<List<BoundingBox>> faces = new ArrayList<>();
        for (int shot = 0; shot < clip.shots().size(); shot++) {
            Clip.Shot clean = clip.shots().get(shot);
            byte[] encoded = degrader.map(found -> found.degrade(clean.encoded(), clean.at()))
                    .orElse(clean.encoded());
            try (SensedFrame frame = sensors.sense(encoded, neededSensors)) {
                runs.forEach(run -> run.next(frame, START.plus(clean.at())));
                faces.add(toPixels(clip, frame.faces()));
            }
            progress.progressed(
                    "frames of " + clip.name() + ", " + kind,
                    shot + 1,
                    clip.shots().size());
        }
        FilterScorer scorer = new FilterScorer(truth, clip.times(), faces);
        return runs.stream().map(run -> run.result(clip, kind, truth, scorer)).toList();
    }

    /** A filter on a clip: the calibrated loop, and one loop for each fixed threshold. */
    private static final class Run {
        private final FilterVariant variant;
        private final FilterLoop calibrated;
        private final FilterTrace trace = new FilterTrace();
        private final List<Float> thresholds;
        private final List<FilterLoop> fixed;
        private final List<FilterTrace> traces;

        Run(FilterVariant variant) {
            this.variant = variant;
            this.calibrated = variant.calibrated(START);
            this.thresholds = variant.thresholds();
            this.fixed = thresholds.stream()
                    .map(threshold -> variant.fixed(threshold, START))
                    .toList();
            this.traces =
                    thresholds.stream().map(threshold -> new FilterTrace()).toList();
        }

        void next(SensedFrame frame, Instant at) {
            trace.add(calibrated.next(frame, at));
            for (int i = 0; i < fixed.size(); i++) {
                traces.get(i).add(fixed.get(i).next(frame, at));
            }
        }

        FilterResult result(Clip clip, DegradationKind kind, GroundTruth truth, FilterScorer scorer) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < thresholds.size(); i++) {
                points.add(new Point(thresholds.get(i), scorer.score(traces.get(i))));
            }
            return new FilterResult(
                    clip.name(),
                    kind,
                    variant.filter(),
                    variant.stem(),
                    new RecallCurve(points),
                    scorer.score(trace),
                    trace,
                    truth,
                    clip.times());
        }
    }

    private static List<BoundingBox> toPixels(Clip clip, List<BoundingBox> shares) {
        return shares.stream()
                .map(box -> box.scaled(clip.width(), clip.height()))
                .toList();
    }

    private static <T> List<T> inParallel(int count, IntFunction<T> work) {
        return IntStream.range(0, count).parallel().mapToObj(work).toList();
    }
}
