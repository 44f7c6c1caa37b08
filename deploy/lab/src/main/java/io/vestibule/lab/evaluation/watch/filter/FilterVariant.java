package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.models.motion.AveragedCosineMeasure;
import io.vestibule.models.motion.PixelDifferenceMeasure;
import io.vestibule.models.motion.PlainCosineMeasure;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.topologies.watch.scene.SceneSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A filter on one stem, and the numbers it is run with. All share the product's rules and times; only what a distance means
 * differs from measure to measure, so each has bounds of its own for its threshold.
 */
public final class FilterVariant {

    /** Thresholds of a curve. */
    private static final int POINTS = 24;

    /** The curve tells what the filter misses, so nothing may help it. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final MotionFilter filter;
    private final String stem;
    private final SceneSettings product;

    public FilterVariant(MotionFilter filter, String stem, SceneSettings product) {
        this.filter = filter;
        this.stem = stem;
        this.product = product;
    }

    public MotionFilter filter() {
        return filter;
    }

    /** What results call it: a stem, or the pixels' sensor. */
    public String stem() {
        return filter == MotionFilter.PIXEL ? FrameSensors.PIXEL : stem;
    }

    /** Sensors that it asks, the cheap one first. */
    public Set<String> sensors() {
        Set<String> sensors = new LinkedHashSet<>();
        if (filter == MotionFilter.PIXEL || filter == MotionFilter.CASCADE) {
            sensors.add(FrameSensors.PIXEL);
        }
        if (filter != MotionFilter.PIXEL) {
            sensors.add(stem);
        }
        return sensors;
    }

    /** Thresholds of its curve, rising, evenly spaced on a logarithmic scale; one that means nothing if it has none. */
    public List<Float> thresholds() {
        Scale scale = scale();
        List<Float> thresholds = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            thresholds.add((float) (scale.lowest() * Math.pow(scale.highest() / scale.lowest(), i / (POINTS - 1.0))));
        }
        return filter == MotionFilter.NONE ? List.of(0f) : thresholds;
    }

    /** At the working point that the product would choose. */
    public FilterLoop calibrated(Instant start) {
        return loop(working(scale()), working(Scale.PIXEL), start);
    }

    /** At a threshold of the curve. Of a cascade it is the second step's; the first calibrates itself, as it would. */
    public FilterLoop fixed(float threshold, Instant start) {
        return filter == MotionFilter.NONE
                ? new EveryFrameLoop()
                : loop(
                        product.fixedAt(threshold).auditedEvery(NEVER),
                        working(Scale.PIXEL).auditedEvery(NEVER),
                        start);
    }

    private FilterLoop loop(SceneSettings settings, SceneSettings cheap, Instant start) {
        return switch (filter) {
            case FEATURE -> new SceneLoop(stem, new Scene(settings, new RegularisedCosineMeasure(), start));
            case PLAIN_COSINE -> new SceneLoop(stem, new Scene(settings, new PlainCosineMeasure(), start));
            case AVERAGED -> new SceneLoop(stem, new Scene(settings, new AveragedCosineMeasure(), start));
            case PIXEL -> new SceneLoop(FrameSensors.PIXEL, new Scene(settings, new PixelDifferenceMeasure(), start));
            case CASCADE ->
                new CascadeLoop(
                        FrameSensors.PIXEL,
                        new Scene(cheap, new PixelDifferenceMeasure(), start),
                        stem,
                        new Scene(settings, new RegularisedCosineMeasure(), start));
            case NONE -> new EveryFrameLoop();
        };
    }

    private Scale scale() {
        return switch (filter) {
            case FEATURE, CASCADE, NONE -> new Scale(0.006, 0.4, product.floor(), product.ceiling(), product.margin());
            case PLAIN_COSINE -> Scale.PLAIN_COSINE;
            case AVERAGED -> Scale.AVERAGED;
            case PIXEL -> Scale.PIXEL;
        };
    }

    private SceneSettings working(Scale scale) {
        return product.calibratedWithin(scale.floor(), scale.ceiling(), scale.margin());
    }

    /**
     * What a distance means to a measure.
     *
     * @param lowest threshold of the curve
     * @param highest threshold of the curve
     * @param floor of the calibrated threshold
     * @param ceiling of the calibrated threshold
     * @param margin over the noise
     */
    private record Scale(double lowest, double highest, float floor, float ceiling, float margin) {

        /*
         * Chosen by trial on clips and scenes, clean and degraded: with lower bounds hardly anything is left early in noise and
         * rain, with higher ones faces are turned away. The largest of a thousand angles is large in mere noise already.
         */
        static final Scale PLAIN_COSINE = new Scale(0.02, 1, 0.10f, 0.40f, 1.3f);

        /** Faces measure 0.4 of what they do in the product's measure, noise 0.1 to 0.25. */
        static final Scale AVERAGED = new Scale(0.001, 0.2, 0.008f, 0.035f, 2f);

        static final Scale PIXEL = new Scale(0.004, 0.6, 0.05f, 0.15f, 2f);
    }
}
