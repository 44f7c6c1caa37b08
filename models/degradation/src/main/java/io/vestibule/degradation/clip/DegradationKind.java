package io.vestibule.degradation.clip;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Degradations of clips, by their names on the command line. */
public enum DegradationKind {
    NONE,
    NOISE,
    JPEG,
    FLICKER,
    INFRARED,
    RAIN,
    SHADOW,
    SHAKE,
    POSTER;

    /**
     * A poster for a clip.
     *
     * @param place in pixels
     * @param from time since the start of the clip
     */
    public record Poster(BufferedImage print, Rectangle place, Duration from) {}

    /**
     * Creates the degradation of one clip.
     *
     * @param poster supplies the poster of {@link #POSTER}; not called for other kinds; empty if the clip has no place for one
     * @return empty if the clip is not changed
     */
    public Optional<Degradation> create(long seed, Supplier<Optional<Poster>> poster) {
        return switch (this) {
            case NONE -> Optional.empty();
            case NOISE -> Optional.of(new DuskNoise(seed));
            case JPEG -> Optional.of(new StrongCompression());
            case FLICKER -> Optional.of(new BrightnessFlicker());
            case INFRARED -> Optional.of(new InfraredNight(seed));
            case RAIN -> Optional.of(new Rain());
            case SHADOW -> Optional.of(new MovingShadow());
            case SHAKE -> Optional.of(new CameraShake());
            case POSTER -> poster.get().map(PosterOverlay::new);
        };
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
