package io.vestibule.app.evaluate.watch.degradation;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The degradations, by the names of the command line. */
public enum Kind {
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
            case NOISE -> Optional.of(new Noise(seed));
            case JPEG -> Optional.of(new Compression());
            case FLICKER -> Optional.of(new Flicker());
            case INFRARED -> Optional.of(new Night(seed));
            case RAIN -> Optional.of(new Rain());
            case SHADOW -> Optional.of(new CastShadow());
            case SHAKE -> Optional.of(new Shake());
            case POSTER -> poster.get().map(hung -> new HungPoster(hung.print(), hung.place(), hung.from()));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
