package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeasure;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.LivenessRule.Liveness;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The background of one camera in one spectrum, and the rules that keep it up to date. One thread at a time.
 *
 * <p>The caller {@linkplain #compare compares} each frame with the background. The result contains a {@link Decision}: skip
 * the rest of the detector, or run it. The caller then reports the frame with exactly one of {@link #updateSkipped} and {@link
 * #updateDetected}.
 *
 * <p>The method follows AmphibianDetector (Svitov and Alyamkin, arXiv 2011.07513). There the background is the first frame, it
 * changes only while nothing differs, and all cameras share one threshold. This class differs as follows:
 *
 * <ul>
 *   <li>Every frame is detected until the background of every cell is known. A cell is known when it has not changed for a
 *       while ({@link SceneBackground}).
 *   <li>A cell that has changed permanently, with no live face on it, becomes background ({@link AbsorptionRule}).
 *   <li>A face is live if it differs from the background and has moved recently ({@link LivenessRule}). A poster is therefore
 *       not live, regardless of place and time.
 *   <li>Each camera has its own threshold ({@link Calibration}). Audits check it by samples ({@link FilterAudit}).
 *   <li>A view that is too dark to show anything is never skipped, however slowly it became dark. Audits detect darkness, too.
 *   <li>A distance that is not a number counts as different, because comparisons with NaN are false both ways.
 * </ul>
 */
public final class Scene {

    /** While there is a suspect, a cell moves from this many times the mean motion outside the faces. */
    private static final float TIMES_MEAN_MOTION = 2.5f;

    /** Time for which the recent view is kept up to date after a frame that differed. */
    private static final Duration KEEP_RECENT_VIEW_FOR = Duration.ofSeconds(5);

    /** Time for which nothing is learnt around a face that was observed for too short a time to call it static. */
    private static final Duration PROTECT_UNDECIDED_FOR = Duration.ofSeconds(1);

    private final SceneSettings settings;
    private final MotionMeasure measure;
    private final Calibration calibration;
    private final FilterAudit filterAudit;
    private final StaticFaces staticFaces;
    private final LivenessRule livenessRule;
    private @Nullable SceneBackground background;
    private @Nullable RecentView recentView;
    private Instant seenAt;
    private Instant differentAt = Instant.MIN;

    /**
     * The part of a scene that is stored. It exists only when the background of every cell is known.
     *
     * @param noise noise of the camera, as a distance, see {@link Calibration}
     * @param spells number of spells from which the noise was estimated
     * @param cap upper bound of the threshold after a missed face
     * @param cappedAt capture time at which the cap was set
     * @param staticFaces faces that belong to the scene, as shares of the frame
     * @param auditedAt capture time of the last audit
     * @param seenAt capture time of the last frame
     */
    public record Snapshot(
            BackgroundModel background,
            float noise,
            int spells,
            float cap,
            Instant cappedAt,
            List<BoundingBox> staticFaces,
            Instant auditedAt,
            Instant seenAt) {}

    /** A scene before its first frame. */
    public Scene(SceneSettings settings, MotionMeasure measure, Instant at) {
        this(settings, measure, new Calibration(settings), new FilterAudit(settings, at), new StaticFaces(measure), at);
    }

    /** A scene restored from a snapshot. The background of the snapshot is handed over. */
    public Scene(SceneSettings settings, MotionMeasure measure, Snapshot snapshot) {
        this(
                settings,
                measure,
                new Calibration(settings, snapshot.noise(), snapshot.spells(), snapshot.cap(), snapshot.cappedAt()),
                new FilterAudit(settings, snapshot.auditedAt()),
                new StaticFaces(measure, snapshot.staticFaces(), snapshot.background()),
                snapshot.seenAt());
        background = SceneBackground.known(settings, snapshot.background());
    }

    private Scene(
            SceneSettings settings,
            MotionMeasure measure,
            Calibration calibration,
            FilterAudit filterAudit,
            StaticFaces staticFaces,
            Instant at) {
        this.settings = settings;
        this.measure = measure;
        this.calibration = calibration;
        this.filterAudit = filterAudit;
        this.staticFaces = staticFaces;
        this.livenessRule = new LivenessRule(settings, staticFaces);
        this.seenAt = at;
    }

    /** The state to store. Empty until the background of every cell is known. The background is not a copy. */
    public Optional<Snapshot> snapshot() {
        SceneBackground model = background;
        return model != null && model.isKnown()
                ? Optional.of(new Snapshot(
                        model.view(),
                        calibration.noise(),
                        calibration.spells(),
                        calibration.cap(),
                        calibration.cappedAt(),
                        staticFaces.boxes(),
                        filterAudit.auditedAt(),
                        seenAt))
                : Optional.empty();
    }

    /** Whether the background of every cell is known. */
    public boolean isBackgroundKnown() {
        return background != null && background.isKnown();
    }

    /** Compares a frame with the background and decides whether it must be detected. Changes nothing. */
    public BackgroundComparison compare(FeatureMap frame, Instant at) {
        float threshold = calibration.threshold(at);
        SceneBackground model = background;
        if (model == null || !model.isComparableWith(frame)) {
            return new BackgroundComparison(Optional.empty(), threshold, Decision.DETECT);
        }
        DistanceMap distances = measure.measure(frame, model.view());
        boolean unchanged = model.isKnown() && !model.isDark() && distances.peak() < threshold;
        Decision decision = unchanged ? decideUnchanged(at) : Decision.DETECT;
        return new BackgroundComparison(Optional.of(distances), threshold, decision);
    }

    private Decision decideUnchanged(Instant at) {
        if (filterAudit.isAttentive(at)) {
            return Decision.DETECT;
        }
        return filterAudit.isDue(at) ? Decision.AUDIT : Decision.SKIP;
    }

    /** Records a frame whose detection was skipped. The background follows slow change, such as dusk. */
    public void updateSkipped(FeatureMap frame, BackgroundComparison comparison, Instant at) {
        requireBackground().follow(frame, followRate(at));
        calibration.sample(comparison.peak(), at);
        RecentView recent = recentView;
        if (recent != null) {
            if (differentAt.plus(KEEP_RECENT_VIEW_FOR).isAfter(at)) {
                recent.update(frame, recent.motion(frame, measure), calibration.noiseBound(), at);
            } else {
                recentView = null;
            }
        }
        seenAt = at;
    }

    /**
     * Records a frame that was fully detected, decides which faces are live, and learns from the frame.
     *
     * <p>The order of the steps is essential:
     *
     * <ol>
     *   <li>The recent view is updated with the frame, because a face is live only if it has moved up to and including
     *       this frame.
     *   <li>Liveness is decided before anything else changes, against the background and the static faces of the frames before.
     *   <li>Places around live faces are protected, before the background learns: a visitor must not become background.
     *   <li>The audit follows liveness, because a live face confirms a suspect.
     *   <li>The background learns.
     *   <li>Calibration comes last: which distances count as noise depends on whether the background is now known.
     * </ol>
     *
     * @param faces boxes of all detected faces, as shares of the frame
     */
    public SceneUpdate updateDetected(
            FeatureMap features, BackgroundComparison comparison, List<BoundingBox> faces, Instant at) {
        SceneBackground model = background;
        if (model == null || comparison.distances().isEmpty()) {
            startLearning(features, at);
            return SceneUpdate.withoutLiveFaces(faces.size(), View.UNKNOWN);
        }
        if (!Float.isFinite(comparison.peak())) {
            return SceneUpdate.withLiveFaces(faces.size(), View.DIFFERENT); // nothing can be learnt from such a frame
        }
        DetectedFrame frame = DetectedFrame.of(features, comparison, faces, at);
        float differing = model.differingShare(frame.distances(), frame.threshold());
        RecentView recent = openRecentView(model);

        DistanceMap motion = updateRecentView(recent, frame);
        List<Liveness> liveness = livenessRule.decide(
                frame, model.isKnown(), filterAudit.isAttentive(at), recent, calibration.noiseBound());
        protectPeople(model, frame, liveness);
        int missed = auditFilter(frame, liveness, recent);
        View view = learnBackground(model, frame, recent, differing);
        calibrate(model, frame, motion, liveness, view);

        if (differing > 0) {
            differentAt = at;
        }
        seenAt = at;
        return new SceneUpdate(liveness.stream().map(Liveness.LIVE::equals).toList(), view, missed);
    }

    /** Discards all times after the camera's clock or publisher restarted. Keeps the background. */
    public void restart(Instant at) {
        recentView = null;
        differentAt = Instant.MIN;
        calibration.restart(seenAt, at);
        filterAudit.restart(seenAt, at);
        seenAt = at;
        if (background != null) {
            background.restart();
        }
    }

    /** There is no background of this shape, or none that can be compared: the frame becomes the first view. */
    private void startLearning(FeatureMap frame, Instant at) {
        background = SceneBackground.unknown(settings, BackgroundModel.of(frame));
        staticFaces.clear();
        recentView = new RecentView(BackgroundModel.of(frame), at);
        seenAt = at;
    }

    private RecentView openRecentView(SceneBackground model) {
        RecentView recent = recentView;
        if (recent == null) {
            recent = new RecentView(model.view().copy(), seenAt);
            recentView = recent;
        }
        return recent;
    }

    /** Returns the distance of the frame from the recent view before this frame. */
    private DistanceMap updateRecentView(RecentView recent, DetectedFrame frame) {
        DistanceMap motion = recent.motion(frame.features(), measure);
        recent.update(frame.features(), motion, motionThreshold(motion, frame), frame.at());
        return motion;
    }

    /**
     * A person whom the filter missed may move by less than the noise bound. While there is a suspect, motion is therefore
     * compared with the rest of the frame: there, the largest of a few cells is hardly ever that many times the mean.
     */
    private float motionThreshold(DistanceMap motion, DetectedFrame frame) {
        return filterAudit.isAttentive(frame.at())
                ? Math.max(TIMES_MEAN_MOTION * motion.meanOutside(frame.faces()), calibration.lowestThreshold())
                : calibration.noiseBound();
    }

    private void protectPeople(SceneBackground model, DetectedFrame frame, List<Liveness> liveness) {
        for (int i = 0; i < liveness.size(); i++) {
            BoundingBox face = frame.faces().get(i);
            if (liveness.get(i) == Liveness.LIVE) {
                model.protect(face, frame.at().plus(settings.patience()));
            } else if (liveness.get(i) == Liveness.UNDECIDED) {
                model.protect(face, frame.at().plus(PROTECT_UNDECIDED_FOR)); // it may still move
            }
        }
    }

    /** Returns how many live faces are now known to have been missed by the filter: 0 or 1. */
    private int auditFilter(DetectedFrame frame, List<Liveness> liveness, RecentView recent) {
        boolean audit = frame.decision() == Decision.AUDIT;
        if (audit) {
            filterAudit.recordAudit(frame.at());
        }
        for (int i = 0; i < liveness.size(); i++) {
            BoundingBox face = frame.faces().get(i);
            if (audit
                    && liveness.get(i) != Liveness.LIVE
                    && !staticFaces.contains(face, frame.features(), calibration.noiseBound())) {
                filterAudit.addSuspect(frame.distances().peakInside(face), frame.at());
            } else if (audit || liveness.get(i) == Liveness.STATIC) {
                staticFaces.remember(face, recent.view()); // in an audit as well, so that its features follow the light
            }
        }
        OptionalDouble missed =
                liveness.contains(Liveness.LIVE) ? filterAudit.confirmSuspects(frame.at()) : OptionalDouble.empty();
        missed.ifPresent(distance -> calibration.lower((float) distance, frame.at()));
        filterAudit.countDetectedFrame();
        return missed.isPresent() ? 1 : 0;
    }

    private View learnBackground(SceneBackground model, DetectedFrame frame, RecentView recent, float differing) {
        View view = model.learn(frame, recent, differing, followRate(frame.at()));
        if (view == View.DISPLACED) {
            staticFaces.clear();
        }
        return view;
    }

    private void calibrate(
            SceneBackground model, DetectedFrame frame, DistanceMap motion, List<Liveness> liveness, View view) {
        if (liveness.contains(Liveness.LIVE) || view == View.BLIND) {
            calibration.disturb(frame.at());
        } else {
            DistanceMap noise = model.isKnown() ? frame.distances() : motion;
            calibration.sample(noise.peakOutside(frame.faces()), frame.at());
        }
    }

    private float followRate(Instant at) {
        double elapsed = Math.max(0, Duration.between(seenAt, at).toMillis());
        return (float) -Math.expm1(-elapsed / settings.followWithin().toMillis());
    }

    private SceneBackground requireBackground() {
        if (background == null) {
            throw new IllegalStateException("the scene has no background yet; report its first frame as detected");
        }
        return background;
    }
}
