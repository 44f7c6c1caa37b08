package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.lab.evaluation.watch.baseline.AveragedCosineMeasure;
import io.vestibule.lab.evaluation.watch.baseline.PixelDifferenceMeasure;
import io.vestibule.lab.evaluation.watch.baseline.PixelSensor;
import io.vestibule.lab.evaluation.watch.baseline.PlainCosineMeasure;
import io.vestibule.models.motion.MotionMeasure;
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
 * A filter on one stem, with its settings. All variants share the rules and times of the product. Only the scale of distances
 * differs from measure to measure, so each measure has its own bounds for the threshold.
 */
public final class FilterVariant {

    /** Number of thresholds of a curve. */
    private static final int POINTS = 24;

    /** Longer than any clip: no audits. A curve shows what the filter misses, so audits must not help it. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final MotionFilter filter;
    private final String stem;
    private final SceneSettings product;

    /** @param product settings of the product's scene */
    public FilterVariant(MotionFilter filter, String stem, SceneSettings product) {
        this.filter = filter;
        this.stem = stem;
        this.product = product;
    }

    public MotionFilter filter() {
        return filter;
    }

    /** Name of the stem, or of the pixel sensor, in results. */
    public String stem() {
        return filter == MotionFilter.PIXEL ? PixelSensor.ID : stem;
    }

    /** Sensors that the filter needs, the cheap one first. */
    public Set<String> sensors() {
        Set<String> sensors = new LinkedHashSet<>();
        if (filter == MotionFilter.PIXEL || filter == MotionFilter.CASCADE) {
            sensors.add(PixelSensor.ID);
        }
        if (filter != MotionFilter.PIXEL) {
            sensors.add(stem);
        }
        return sensors;
    }

    /** Thresholds of the curve, rising, evenly spaced on a logarithmic scale. One unused threshold for no filter. */
    public List<Float> thresholds() {
        if (filter == MotionFilter.NONE) {
            return List.of(0f);
        }
        DistanceScale scale = scale();
        List<Float> thresholds = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            thresholds.add((float) (scale.lowest() * Math.pow(scale.highest() / scale.lowest(), i / (POINTS - 1.0))));
        }
        return thresholds;
    }

    /** A loop with the calibrated threshold that the product would use. */
    public FilterLoop calibrated(Instant start) {
        return loop(settings(scale()), settings(DistanceScale.PIXEL), start);
    }

    /** A loop with a fixed threshold of the curve. In a cascade it applies to the second step; the first calibrates itself. */
    public FilterLoop fixed(float threshold, Instant start) {
        if (filter == MotionFilter.NONE) {
            return new EveryFrameLoop();
        }
        return loop(
                product.fixedAt(threshold).auditedEvery(NEVER),
                settings(DistanceScale.PIXEL).auditedEvery(NEVER),
                start);
    }

    private FilterLoop loop(SceneSettings settings, SceneSettings cheap, Instant start) {
        return switch (filter) {
            case FEATURE -> sceneLoop(stem, settings, new RegularisedCosineMeasure(), start);
            case PLAIN_COSINE -> sceneLoop(stem, settings, new PlainCosineMeasure(), start);
            case AVERAGED -> sceneLoop(stem, settings, new AveragedCosineMeasure(), start);
            case PIXEL -> sceneLoop(PixelSensor.ID, settings, new PixelDifferenceMeasure(), start);
            case CASCADE ->
                new CascadeLoop(
                        PixelSensor.ID,
                        new Scene(cheap, new PixelDifferenceMeasure(), start),
                        stem,
                        new Scene(settings, new RegularisedCosineMeasure(), start));
            case NONE -> new EveryFrameLoop();
        };
    }

    private static FilterLoop sceneLoop(String sensor, SceneSettings settings, MotionMeasure measure, Instant start) {
        return new SceneLoop(sensor, new Scene(settings, measure, start));
    }

    private DistanceScale scale() {
        return switch (filter) {
            case FEATURE, CASCADE, NONE ->
                new DistanceScale(0.006, 0.4, product.floor(), product.ceiling(), product.margin());
            case PLAIN_COSINE -> DistanceScale.PLAIN_COSINE;
            case AVERAGED -> DistanceScale.AVERAGED;
            case PIXEL -> DistanceScale.PIXEL;
        };
    }

    private SceneSettings settings(DistanceScale scale) {
        return product.calibratedWithin(scale.floor(), scale.ceiling(), scale.margin());
    }

    /**
     * The scale of a measure's distances.
     *
     * @param lowest threshold of the curve
     * @param highest threshold of the curve
     * @param floor of the calibrated threshold
     * @param ceiling of the calibrated threshold
     * @param margin over the noise
     */
    private record DistanceScale(double lowest, double highest, float floor, float ceiling, float margin) {

        /*
         * Bounds by trial on clips and scenes, clean and degraded. With lower bounds, hardly a frame is skipped in noise and rain.
         * With higher bounds, faces are rejected. The largest of a thousand angles is large even in pure noise.
         */
        static final DistanceScale PLAIN_COSINE = new DistanceScale(0.02, 1, 0.10f, 0.40f, 1.3f);

        /** Faces measure 0.4 of their distance in the product's measure, noise 0.1 to 0.25. */
        static final DistanceScale AVERAGED = new DistanceScale(0.001, 0.2, 0.008f, 0.035f, 2f);

        static final DistanceScale PIXEL = new DistanceScale(0.004, 0.6, 0.05f, 0.15f, 2f);
    }
}
