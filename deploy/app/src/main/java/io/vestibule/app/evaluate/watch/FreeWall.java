package io.vestibule.app.evaluate.watch;

import io.vestibule.app.evaluate.watch.Tracks.Track;
import io.vestibule.app.evaluate.watch.degradation.Kind;
import io.vestibule.app.evaluate.watch.degradation.Kind.Poster;
import io.vestibule.app.evaluate.watch.degradation.Spoiler;
import io.vestibule.models.Box;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a place for a poster in a clip: near an edge, where none of the truth's people ever shows a face, and where the
 * detector sees the poster's face in the clip's last frame. It hangs from a third of the clip on.
 */
record FreeWall(Clip clip, Truth truth, Sensors sensors, long seed) {

    /** Of the print, as shares of the picture's width; the larger the better the detector sees it. */
    private static final double[] WIDTHS = {0.22, 0.16, 0.28};

    private static final double[] ACROSS = {0.02, 0.98, 0.25, 0.75, 0.5};
    private static final double[] DOWN = {0.05, 0.35, 0.95};

    Optional<Poster> hang(BufferedImage print) {
        Duration from = clip.length().dividedBy(3);
        return places(print).stream()
                .filter(this::isFree)
                .map(place -> new Poster(print, place, from))
                .filter(this::isSeen)
                .findFirst();
    }

    private List<Rectangle> places(BufferedImage print) {
        List<Rectangle> places = new ArrayList<>();
        for (double share : WIDTHS) {
            int width = (int) Math.round(share * clip.width());
            int height = Math.round((float) width * print.getHeight() / print.getWidth());
            for (double down : DOWN) {
                for (double across : ACROSS) {
                    places.add(new Rectangle(
                            (int) (across * (clip.width() - width)),
                            (int) (down * (clip.height() - height)),
                            width,
                            height));
                }
            }
        }
        return places;
    }

    private boolean isFree(Rectangle place) {
        Box wall = box(place);
        return truth.people().stream()
                .map(Track::sights)
                .flatMap(List::stream)
                .allMatch(sight -> sight.box().overlap(wall) == 0);
    }

    private boolean isSeen(Poster poster) {
        Clip.Shot last = clip.shots().get(clip.shots().size() - 1);
        Spoiler spoiler =
                new Spoiler(Kind.POSTER.of(seed, () -> Optional.of(poster)).orElseThrow(), seed);
        Box wall = box(poster.place());
        return sensors.faces(spoiler.spoil(last.encoded(), last.at())).stream()
                .map(face -> face.scaled(clip.width(), clip.height()))
                .anyMatch(face -> face.overlap(wall) > 0.15);
    }

    private static Box box(Rectangle place) {
        return new Box(place.x, place.y, place.x + place.width, place.y + place.height);
    }
}
