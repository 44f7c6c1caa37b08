package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeasure;
import io.vestibule.models.motion.SpatialContrast;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one camera sees in one kind of light when nobody is there. One thread at a time.
 *
 * <p>Each frame is {@linkplain #compare compared}. If nothing differs it may be {@linkplain #follow left}; else it is fully
 * detected and {@linkplain #examine examined}. After AmphibianDetector (Svitov and Alyamkin, arXiv 2011.07513), whose
 * background was the first frame, followed only while nothing differed, and had one threshold for all cameras. Here:
 *
 * <ul>
 *   <li>until the background of every cell is known, every frame is detected; a cell is known when it has stayed the same;
 *   <li>a cell that has changed for good, with no living face on it, is absorbed;
 *   <li>a face is alive if it differs from the background and has moved lately, so posters are not, wherever and whenever
 *       they are hung;
 *   <li>the threshold is the camera's own ({@link Calibration}), and audits check it ({@link FilterAudit});
 *   <li>what has grown too dark to make anything out, however slowly, is not left: audits look for that, too;
 *   <li>what is not a number is different: it would compare false both ways.
 * </ul>
 */
public final class Scene {

    /** Share of a face's cells that must differ from the background: somebody who passes beside a poster covers fewer. */
    private static final float ALIVE = 0.5f;

    /** Relief of a view in which nothing can be made out: as a share of the background's, and at all. */
    private static final float FLATTENED = 0.25f;

    private static final float FLAT = 0.02f;

    /** Relief from which something can be made out again where it had grown dark: well over that, so that dusk does not flap. */
    private static final float LIGHT = 0.03f;

    /** Share of the cells that differ when a lens is covered, at least: plain walls hardly do, since they were plain before. */
    private static final float MUCH = 0.1f;

    /** Likeness of reliefs under which a view is another one, and not the same in another light. */
    private static final float ELSEWHERE = 0.45f;

    private static final float OVER_THE_MEAN = 2.5f;

    /** How long the recent view is kept up after something differed. */
    private static final Duration KEEP_RECENT = Duration.ofSeconds(5);

    /**
     * How long a face that is there from the beginning must not have moved before it is learnt. Of people filmed sitting or
     * standing still, none went longer than 4.4 s without a cell of the face moving by 0.03.
     */
    private static final Duration LEARN_FACE_AFTER = Duration.ofSeconds(5);

    /** How long a face that has not been seen to move, but for too short a time to tell, keeps its place from being learnt. */
    private static final Duration UNDECIDED = Duration.ofSeconds(1);

    private final SceneSettings settings;
    private final MotionMeasure measure;
    private final Calibration calibration;
    private final FilterAudit vigil;
    private final StaticFaces stillFaces;
    private @Nullable BackgroundModel background;
    private @Nullable AbsorptionRule absorption;
    private @Nullable RecentView recent;
    private BitSet known = new BitSet();
    private boolean proven;

    /** Whether the background has become so flat, unnoticed, that nobody would show against it. */
    private boolean dim;

    private Instant seenAt;
    private Instant differentAt = Instant.MIN;

    /**
     * What outlives the process: a scene whose background is known.
     *
     * @param noise of the camera, as calibration knows it, and from how many spells
     * @param cap of the threshold, and since when
     * @param stillFaces faces that belong to the scene, in shares of the frame
     */
    public record Memory(
            BackgroundModel background,
            float noise,
            int spells,
            float cap,
            Instant cappedAt,
            List<BoundingBox> stillFaces,
            Instant auditedAt,
            Instant seenAt) {}

    /** A scene of which nothing is known. */
    public Scene(SceneSettings settings, MotionMeasure measure, Instant at) {
        this(settings, measure, new Calibration(settings), new FilterAudit(settings, at), new StaticFaces(), at);
    }

    /** A scene as it was remembered. */
    public Scene(SceneSettings settings, MotionMeasure measure, Memory memory) {
        this(
                settings,
                measure,
                new Calibration(settings, memory.noise(), memory.spells(), memory.cap(), memory.cappedAt()),
                new FilterAudit(settings, memory.auditedAt()),
                new StaticFaces(memory.stillFaces(), memory.background()),
                memory.seenAt());
        begin(memory.background());
        known.set(0, cells());
        proven = true;
        dim = SpatialContrast.of(memory.background()).strength() < FLAT;
    }

    private Scene(
            SceneSettings settings,
            MotionMeasure measure,
            Calibration calibration,
            FilterAudit vigil,
            StaticFaces stillFaces,
            Instant at) {
        this.settings = settings;
        this.measure = measure;
        this.calibration = calibration;
        this.vigil = vigil;
        this.stillFaces = stillFaces;
        this.seenAt = at;
    }

    /** What to remember; empty until the background is known. The background is not a copy. */
    public Optional<Memory> memory() {
        return proven
                ? Optional.of(new Memory(
                        background,
                        calibration.noise(),
                        calibration.spells(),
                        calibration.cap(),
                        calibration.cappedAt(),
                        stillFaces.boxes(),
                        vigil.auditedAt(),
                        seenAt))
                : Optional.empty();
    }

    /** Whether the background of every cell is known. */
    public boolean isProven() {
        return proven;
    }

    /** Holds a frame against the background. Changes nothing. */
    public BackgroundComparison compare(FeatureMap frame, Instant at) {
        float threshold = calibration.threshold(at);
        if (background == null || !background.fits(frame) || !background.isComparable()) {
            return new BackgroundComparison(Optional.empty(), threshold, Call.LOOK);
        }
        DistanceMap distances = measure.measure(frame, background);
        boolean same = proven && !dim && distances.peak() < threshold;
        return new BackgroundComparison(Optional.of(distances), threshold, same ? callOfQuiet(at) : Call.LOOK);
    }

    private Call callOfQuiet(Instant at) {
        if (vigil.isAttentive(at)) {
            return Call.LOOK;
        }
        return vigil.isDue(at) ? Call.AUDIT : Call.LEAVE;
    }

    /** A frame that was left: the background follows slow change, such as dusk. */
    public void follow(FeatureMap frame, BackgroundComparison comparison, Instant at) {
        background().follow(frame, rate(at));
        calibration.sample(comparison.peak(), at);
        if (recent != null) {
            if (differentAt.plus(KEEP_RECENT).isAfter(at)) {
                recent.see(frame, recent.motion(frame, measure), calibration.noiseBar(), at);
            } else {
                recent = null;
            }
        }
        seenAt = at;
    }

    /**
     * A frame that was fully detected.
     *
     * @param faces boxes of all faces that were detected, in shares of the frame
     */
    public SceneUpdate examine(FeatureMap frame, BackgroundComparison comparison, List<BoundingBox> faces, Instant at) {
        if (comparison.distances().isEmpty()) {
            begin(BackgroundModel.of(frame));
            stillFaces.clear();
            recent = new RecentView(BackgroundModel.of(frame), at);
            seenAt = at;
            return new SceneUpdate(allAlike(faces, false), View.UNKNOWN, 0);
        }
        if (!Float.isFinite(comparison.peak())) {
            return new SceneUpdate(allAlike(faces, true), View.DIFFERENT, 0);
        }
        DistanceMap distances = comparison.distances().get();
        float differing = differing(distances, comparison.threshold());
        RecentView lately = lately();
        DistanceMap motion = lately.motion(frame, measure);
        lately.see(frame, motion, motionBar(motion, faces, at), at);
        List<Boolean> living = living(frame, distances, comparison, faces, at);
        int missed = audit(frame, comparison, faces, living, at);
        vigil.looked();
        View view = learn(frame, comparison, differing, at);
        if (living.contains(true) || view == View.BLIND) {
            calibration.disturb(at);
        } else {
            calibration.sample((proven ? distances : motion).peakOutside(faces), at);
        }
        if (differing > 0) {
            differentAt = at;
        }
        seenAt = at;
        return new SceneUpdate(living, view, missed);
    }

    /** The camera's clock or publisher began anew: no time of before counts, what was known stays. */
    public void restart(Instant at) {
        recent = null;
        differentAt = Instant.MIN;
        calibration.restart(seenAt, at);
        vigil.restart(seenAt, at);
        seenAt = at;
        if (absorption != null) {
            absorption.restart();
        }
    }

    private List<Boolean> living(
            FeatureMap frame,
            DistanceMap distances,
            BackgroundComparison comparison,
            List<BoundingBox> faces,
            Instant at) {
        List<Boolean> living = new ArrayList<>(faces.size());
        for (BoundingBox face : faces) {
            boolean differs =
                    !proven || vigil.isAttentive(at) || distances.shareInside(face, comparison.threshold()) >= ALIVE;
            boolean alive =
                    differs && hasMoved(face, at) && !stillFaces.isThere(face, frame, measure, calibration.noiseBar());
            living.add(alive);
            if (alive) {
                absorption().protect(face, at.plus(settings.patience()));
            } else if (isUndecided(at)) {
                absorption().protect(face, at.plus(UNDECIDED)); // it may move yet
            }
        }
        return living;
    }

    private boolean hasMoved(BoundingBox face, Instant at) {
        return lately().movedSince(face, at.minus(settings.stillAfter()));
    }

    /** Whether the frame has been looked at for too short a time to say of a face that it never moves. */
    private boolean isUndecided(Instant at) {
        Duration enough = proven ? settings.stillAfter() : LEARN_FACE_AFTER;
        return lately().age(at).compareTo(enough) < 0;
    }

    /** Tells how many living faces the filter is now known to have missed. */
    private int audit(
            FeatureMap frame,
            BackgroundComparison comparison,
            List<BoundingBox> faces,
            List<Boolean> living,
            Instant at) {
        DistanceMap distances = comparison.distances().orElseThrow();
        boolean audit = comparison.call() == Call.AUDIT;
        if (audit) {
            vigil.audited(at);
        }
        for (int i = 0; i < faces.size(); i++) {
            BoundingBox face = faces.get(i);
            if (audit && !living.get(i) && !stillFaces.isThere(face, frame, measure, calibration.noiseBar())) {
                vigil.suspect(distances.peakInside(face), at);
            } else if (audit || !isUndecided(at) && !hasMoved(face, at)) {
                stillFaces.remember(face, lately().view()); // in an audit, too: it follows the light
            }
        }
        if (!living.contains(true)) {
            return 0;
        }
        var missed = vigil.confirm(at);
        missed.ifPresent(distance -> calibration.lower((float) distance, at));
        return missed.isPresent() ? 1 : 0;
    }

    private View learn(FeatureMap frame, BackgroundComparison comparison, float differing, Instant at) {
        DistanceMap distances = comparison.distances().orElseThrow();
        if (comparison.call() == Call.AUDIT || dim) {
            boolean dark = SpatialContrast.of(lately().view()).strength() < (dim ? LIGHT : FLAT);
            dim |= dark;
            if (dark) {
                return View.BLIND;
            }
        }
        if (differing >= MUCH && isBlind()) {
            return View.BLIND; // a hand on the lens must not become the background
        }
        BitSet due = absorption().due(distances, comparison.threshold(), known, lately(), differing, at);
        boolean displaced = proven
                && due.cardinality() > AbsorptionRule.WHOLE_VIEW / 2 * cells()
                && differing >= AbsorptionRule.WHOLE_VIEW
                && SpatialContrast.of(background()).likeness(SpatialContrast.of(lately().view())) < ELSEWHERE;
        if (displaced) {
            stillFaces.clear();
        }
        followTheSame(frame, distances, comparison.threshold(), at);
        background().take(lately().view(), due);
        known.or(due);
        if (!proven) {
            BitSet unknown = new BitSet(cells());
            unknown.set(0, cells());
            unknown.andNot(known);
            background().take(lately().view(), unknown);
            proven = unknown.isEmpty();
            return proven ? View.SAME : View.UNKNOWN;
        }
        dim = dim && SpatialContrast.of(background()).strength() < LIGHT;
        if (displaced) {
            return View.DISPLACED;
        }
        return differing > 0 ? View.DIFFERENT : View.SAME;
    }

    /** The cells that are as they were follow slow change even while somebody is elsewhere in the picture. */
    private void followTheSame(FeatureMap frame, DistanceMap distances, float threshold, Instant at) {
        float rate = rate(at);
        float[] rates = new float[cells()];
        for (int cell = 0; cell < rates.length; cell++) {
            boolean same = distances.values()[cell] < threshold && !absorption().isProtected(cell, at);
            rates[cell] = same ? rate : 0;
        }
        background().follow(frame, rates);
    }

    /**
     * Whom the filter has missed may move by less than it notices. While there is a suspect, what moves is told from the
     * noise by the rest of the frame, where the largest of a few cells hardly ever is so many times the mean.
     */
    private float motionBar(DistanceMap motion, List<BoundingBox> faces, Instant at) {
        return vigil.isAttentive(at)
                ? Math.max(OVER_THE_MEAN * motion.meanOutside(faces), calibration.lowest())
                : calibration.noiseBar();
    }

    private boolean isBlind() {
        float strength = SpatialContrast.of(lately().view()).strength();
        return strength < FLAT
                || proven
                        && strength
                                < FLATTENED * SpatialContrast.of(background()).strength();
    }

    /** Share of the cells that differ; those that are not known are among them. */
    private float differing(DistanceMap distances, float threshold) {
        int differing = 0;
        for (int cell = 0; cell < cells(); cell++) {
            if (!known.get(cell) || !(distances.values()[cell] < threshold)) {
                differing++;
            }
        }
        return differing / (float) cells();
    }

    private float rate(Instant at) {
        double elapsed = Math.max(0, Duration.between(seenAt, at).toMillis());
        return (float) -Math.expm1(-elapsed / settings.followWithin().toMillis());
    }

    private void begin(BackgroundModel view) {
        background = view;
        absorption = new AbsorptionRule(settings, view.height(), view.width());
        known = new BitSet(cells());
        proven = false;
        dim = false;
    }

    private int cells() {
        return background().height() * background().width();
    }

    private BackgroundModel background() {
        if (background == null) {
            throw new IllegalStateException("no background yet");
        }
        return background;
    }

    private AbsorptionRule absorption() {
        if (absorption == null) {
            throw new IllegalStateException("no background yet");
        }
        return absorption;
    }

    private RecentView lately() {
        if (recent == null) {
            recent = new RecentView(background().copy(), seenAt);
        }
        return recent;
    }

    private static List<Boolean> allAlike(List<BoundingBox> faces, boolean living) {
        return faces.stream().map(face -> living).toList();
    }
}
