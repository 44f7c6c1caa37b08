package io.vestibule.lab.degradation;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The degradations, by the names of the command line. */
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
     * @param from since the clip's beginning
     */
    public record Poster(BufferedImage print, Rectangle place, Duration from) {}

    /**
     * The degradation, ready for one clip.
     *
     * @param poster asked for only where one is hung; empty if there is no place for it
     * @return empty if the clip is to stay as it is
     */
    public Optional<Degradation> of(long seed, Supplier<Optional<Poster>> poster) {
        return switch (this) {
            case NONE -> Optional.empty();
            case NOISE -> Optional.of(new DuskNoise(seed));
            case JPEG -> Optional.of(new StrongCompression());
            case FLICKER -> Optional.of(new BrightnessFlicker());
            case INFRARED -> Optional.of(new InfraredNight(seed));
            case RAIN -> Optional.of(new Rain());
            case SHADOW -> Optional.of(new MovingShadow());
            case SHAKE -> Optional.of(new CameraShake());
            case POSTER -> poster.get().map(hung -> new PosterOverlay(hung.print(), hung.place(), hung.from()));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
