package io.vestibule.topologies.watch;

import io.vestibule.models.FeatureMap;
import io.vestibule.models.motion.Background;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a camera sees when nobody is there. Until a background is proven every frame is fully detected; the picture must
 * have stayed the same for a while, and no living face been seen, before it is.
 */
final class Scene {

    private static final float LEARN_RATE = 0.2f;

    private final WatchSettings settings;
    private @Nullable Background background;
    private boolean proven;
    private Instant stableSince = Instant.MIN;
    private @Nullable Instant writtenAt;

    Scene(WatchSettings settings) {
        this.settings = settings;
    }

    /** A scene as it was remembered. */
    Scene(WatchSettings settings, Background background, boolean proven, Instant stableSince, Instant writtenAt) {
        this.settings = settings;
        this.background = background;
        this.proven = proven;
        this.stableSince = stableSince;
        this.writtenAt = writtenAt;
    }

    /** How far a frame is from the background; empty if there is none, or one of another detector. */
    Optional<DistanceMap> compare(FeatureMap frame, MotionMeter meter) {
        return background == null || !background.fits(frame)
                ? Optional.empty()
                : Optional.of(meter.measure(frame, background));
    }

    /** Whether a frame is the proven background, so that there is nothing to look for in it. */
    boolean isQuiet(Optional<DistanceMap> distances) {
        return proven && isSame(distances);
    }

    /** Whether a frame is the background, proven or not. */
    boolean isSame(Optional<DistanceMap> distances) {
        return distances.isPresent() && distances.get().peak() < settings.threshold();
    }

    /** A quiet frame: the background follows slow change, such as dusk. */
    void follow(FeatureMap frame) {
        background().follow(frame, settings.followRate());
    }

    /**
     * A frame before the background is proven. The same picture strengthens the candidate and in the end proves it; another
     * picture takes its place.
     *
     * @param lastFace capture time of the last living face
     */
    void learn(FeatureMap frame, Optional<DistanceMap> distances, Instant at, Optional<Instant> lastFace) {
        if (!isSame(distances)) {
            background = Background.of(frame);
            stableSince = at;
            return;
        }
        background().follow(frame, LEARN_RATE);
        boolean still = !stableSince.plus(settings.learnFor()).isAfter(at);
        boolean alone =
                lastFace.isEmpty() || lastFace.get().plus(settings.patience()).isBefore(at);
        proven = still && alone;
    }

    /** The camera's clock or publisher began anew: what was stable before does not count, what was proven stays. */
    void restart(Instant at) {
        stableSince = at;
    }

    /** Whether the scene should be written to its store: every so often only, since it is large, and a few seconds lost do no harm. */
    boolean isDue(Instant at) {
        return writtenAt == null
                || at.isBefore(writtenAt)
                || !writtenAt.plus(settings.writeEvery()).isAfter(at);
    }

    void written(Instant at) {
        writtenAt = at;
    }

    boolean proven() {
        return proven;
    }

    Instant stableSince() {
        return stableSince;
    }

    Background background() {
        if (background == null) {
            throw new IllegalStateException("no background yet");
        }
        return background;
    }
}
